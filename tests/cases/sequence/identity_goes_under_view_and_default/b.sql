create table t (a int not null, b int generated always as identity (sequence name s));
create view v as select last_value from s;
create table u (d int, e int default nextval('s'));
