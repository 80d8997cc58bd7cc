create table t (a int primary key, b text);
create index i on t (b);
create materialized view mv as select a from t;
create table p (a int) partition by list (a);
alter table t add constraint u unique (b);
