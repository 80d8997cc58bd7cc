create extension btree_gist;
create table t (r int, during tsrange, active bool default true, constraint no_overlap exclude using gist (r with =, during with &&) where (active) deferrable initially deferred);
