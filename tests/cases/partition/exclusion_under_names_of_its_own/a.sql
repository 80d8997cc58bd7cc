create extension btree_gist;
create table t (a int not null, r int4range not null, constraint one exclude using gist (a with =, r with &&), constraint two exclude using gist (r with &&, a with =)) partition by list (a);
create table "T %1" partition of t for values in (1);
alter table "T %1" rename constraint "T %1_a_r_excl" to "odd %I '' $differ$ name";
create table t2 partition of t for values in (2) partition by range (a);
create table t21 partition of t2 default;
alter table t2 rename constraint t2_a_r_excl to t2x;
alter table t21 rename constraint t21_a_r_excl to t21x;
comment on constraint t21x on t21 is 'hi';
