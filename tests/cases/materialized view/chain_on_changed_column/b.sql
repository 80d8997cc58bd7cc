create table t (a bigint, b text, c int);
create materialized view m1 as select * from t;
create unique index m1_i on m1 (a);
create materialized view m2 as select a from m1;
create index m2_i on m2 (a);
create view v as select * from m2;
grant select on m2 to alice;
comment on materialized view m2 is 'two';
