create table t (id bigserial, k int not null, v text, primary key (id, k));
insert into t (k, v) select i, 'x' from generate_series(1, 20) i;
create view w as select id from t;
