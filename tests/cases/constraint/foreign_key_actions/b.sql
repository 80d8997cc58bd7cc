create table p (id int primary key, x int);
create table t (a int constraint f references p on delete set null on update cascade);
