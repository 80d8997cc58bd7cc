-- Found by random pairs: PostgreSQL rebuilds the index on all partitions when a column changes its type.
create table t (id int, k int, v varchar(30)) partition by list (k);
create table t1 partition of t for values in (1);
create table t2 partition of t default;
create index parent on only t (v);
comment on index parent is 'alone';
create index whole on t (v);
