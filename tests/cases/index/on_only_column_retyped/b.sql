create table t (id int, k int, v text) partition by list (k);
create table t1 partition of t for values in (1);
create table t2 partition of t default;
create index parent on only t (v);
comment on index parent is 'alone';
create index whole on t (v);
