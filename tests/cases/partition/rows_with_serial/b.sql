create table t (id bigserial, k int not null, v text, primary key (id, k)) partition by range (k);
create table t1 partition of t for values from (0) to (10);
create table t2 partition of t default;
create view w as select id from t;
insert into t (k, v) select i, 'x' from generate_series(1, 20) i;
