create extension btree_gist;
create table t (a int not null, r int4range not null, constraint uno exclude using gist (a with =, r with &&)) partition by list (a);
create table t1 partition of t for values in (1);
alter index t1_a_r_excl set (fillfactor = 70);
comment on index t1_a_r_excl is 'hi';
