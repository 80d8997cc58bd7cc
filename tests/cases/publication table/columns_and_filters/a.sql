create table t (id int primary key, a int, b text);
create publication p for table t (id, a) where (a > 5);
