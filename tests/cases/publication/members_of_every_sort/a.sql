create table t (id int primary key, x text, y int);
create table u (id int primary key);
create schema s;
create table s.t (id int primary key);
create publication p for table t (id, x) where (id > 3), u with (publish = 'insert, update');
create publication q for all tables;
create publication r for tables in schema s;
create publication e;
comment on publication p is 'pp';
