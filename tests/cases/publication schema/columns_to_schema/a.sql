create table t (id int primary key, a int);
create table u (id int primary key, a int);
create publication p for table t (id), u;
