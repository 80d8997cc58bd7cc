create table t (a bigint, b text);
create table u (id int, r t);
