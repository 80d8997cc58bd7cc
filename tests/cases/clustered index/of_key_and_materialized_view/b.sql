create table t (a int primary key);
alter table t cluster on t_pkey;
create materialized view m as select 1 as a;
create index i on m (a);
alter materialized view m cluster on i;
