-- The table between goes, is made anew, or gets another parent's place.
create table t (e int, n int) partition by range (n);
create table t1 partition of t for values from (0) to (10) partition by list (e);
create table t1a partition of t1 for values in (1);
create index i on t (e);

create table u (e int, n int) partition by range (n);
create table u1 partition of u for values from (0) to (10) partition by list (e);
create table u1a partition of u1 for values in (1);
create index iu on u (e);

create table v (e int, n int) partition by range (n);
create table v1 partition of v for values from (0) to (10) partition by list (e);
create table v1a partition of v1 for values in (1) partition by list (n);
create table v1b partition of v1a for values in (1);
create index iv on v (e);

create table w (e int, n int) partition by range (n);
create table w1 partition of w for values from (0) to (10) partition by list (e);
create table w1a partition of w1 for values in (1);
create index iw on w (e);
