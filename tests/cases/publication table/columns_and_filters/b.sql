create table t (id int primary key, a int, b text);
create publication p for table t (id, b) where (id < 100 and b is not null);
