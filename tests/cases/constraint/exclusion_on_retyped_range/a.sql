create table t (id int, r int4range, constraint e exclude using gist (r with &&));
