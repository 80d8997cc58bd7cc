create table t (id integer, k integer, v text) partition by list (k);
create table t_1 partition of t for values in (1) partition by range (id);
create table "t 1.1" partition of t_1 for values from (0) to (10);
create table "t 1.2" partition of t_1 default;
create index i on only t (v);
insert into t values (1, 1, 'x'), (20, 1, 'y');
