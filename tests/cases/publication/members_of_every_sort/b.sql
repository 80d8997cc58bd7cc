create table t (id int primary key, x text, y int);
create table u (id int primary key);
create schema s;
create table s.t (id int primary key);
create publication p for table t (id, y) where (id > 3 and x <> ''), s.t with (publish = 'delete', publish_via_partition_root);
create publication q for table u;
create publication r for tables in schema public, s;
create publication e for all tables;
alter publication p owner to alice;
