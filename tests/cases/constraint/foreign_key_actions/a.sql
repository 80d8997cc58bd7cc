create table p (id int primary key, x int);
create table t (a int constraint f references p on delete cascade);
