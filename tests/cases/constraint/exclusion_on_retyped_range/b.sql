create table t (id int, r int8range, constraint e exclude using gist (r with &&) where (id > 5) deferrable);
