create extension btree_gist;
create table t (a int not null, r int4range not null, constraint one exclude using gist (a with =, r with &&) where (a > 0), constraint two exclude using gist (a with =, r with &&) where (a < 9)) partition by list (a);
create table t1 partition of t for values in (1);
