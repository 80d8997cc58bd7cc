create extension btree_gist;
create table t (a int not null, r int4range not null, constraint one exclude using gist (a with =, r with &&) deferrable) partition by list (a);
create table "T %1" partition of t for values in (1);
create table t2 partition of t for values in (2) partition by range (a);
create table t21 partition of t2 default;
alter table t21 rename constraint t21_a_r_excl to t21x;
comment on constraint t21x on t21 is 'ho';
