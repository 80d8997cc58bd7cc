create table t (id integer, k integer, v text) partition by list (k);
create table t_1 partition of t for values in (1);
create index i on only t (v);
insert into t values (1, 1, 'x'), (20, 1, 'y');
