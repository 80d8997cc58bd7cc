create extension btree_gist;
create table t (a int not null, r int4range not null) partition by list (a);
create table t1 partition of t for values in (1);
alter table t add constraint two exclude using gist (a with =, r with &&) where (a < 9);
alter table t add constraint one exclude using gist (a with =, r with &&) where (a > 0);
