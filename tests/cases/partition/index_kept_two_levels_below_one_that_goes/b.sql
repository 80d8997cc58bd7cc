create table t (e int, n int) partition by range (n);
create table t1a (e int, n int);
create index t1a_e_idx on t1a (e);
create index i on t (e, n);

create table u (e int, n int) partition by range (n);
create table u1 partition of u for values from (0) to (10) partition by list (n);
create table u1a partition of u1 for values in (1);
create index iu on u1 (e);

create table v (e int, n int) partition by range (n);
create table v1a (e int, n int) partition by list (n);
create table v1b partition of v1a for values in (1);
create index v1a_e_idx on v1a (e);

create table w (e int, n int) partition by range (n);
create table w1a partition of w for values from (0) to (10);
create index w1a_e_idx on w1a (e);
