create table t (a int primary key);
create materialized view m as select 1 as a;
create index i on m (a);
