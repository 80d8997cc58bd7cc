create table t (id int primary key, a int, b varchar(5));
create publication p for table t where (a > 5);
create publication q for table t (id, b);
insert into t values (1, 2, 'x');
