create extension btree_gist;
create table t (room int, during tsrange, constraint no_overlap exclude using gist (room with =, during with &&));
