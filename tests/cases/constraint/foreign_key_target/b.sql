create table p (id int primary key);
create table q (id int primary key);
create table t (a int constraint f references q);
