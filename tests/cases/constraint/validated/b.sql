create table p (id int primary key);
create table t (a int constraint c check (a > 0), b int constraint f references p);
