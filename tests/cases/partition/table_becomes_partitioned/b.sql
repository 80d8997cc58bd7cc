create table t (id int, k int, v text) partition by range (k);
create table t1 partition of t for values from (0) to (10);
insert into t values (1, 2, 'x');
create view w as select id from t;
