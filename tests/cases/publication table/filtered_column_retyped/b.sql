create table t (id int primary key, a bigint, b varchar(10));
create publication p for table t where (a > 5);
create publication q for table t (id, b);
