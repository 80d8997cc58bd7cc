create schema y;
create table y.p (id int primary key);
create table t (a int references y.p);
