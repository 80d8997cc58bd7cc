create schema x;
create table x.p (id int primary key);
create table t (a int references x.p);
