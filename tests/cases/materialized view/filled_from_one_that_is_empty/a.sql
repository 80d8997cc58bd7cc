create table t (a int);
create materialized view m1 as select a from t;
create view w as select a from m1;
create materialized view m2 as select a from w;
