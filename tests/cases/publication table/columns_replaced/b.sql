create table t (id int primary key, b int, c int);
create publication p for table t (id, c) where (c > 1);
