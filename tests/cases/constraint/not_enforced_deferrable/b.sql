create table r (id int primary key);
create table t (a int, constraint f foreign key (a) references r, constraint c check (a > 0));
create table h() inherits (t);
