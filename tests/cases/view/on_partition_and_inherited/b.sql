create table t (id bigint, k int) partition by list (k);
create table t1 partition of t for values in (1);
create view on_part as select id from t1;
create view on_all as select id from t;
