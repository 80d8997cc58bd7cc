create table p (id int primary key);
create table t (a int references p, b int, c int, constraint k check (b > 0) not enforced, constraint m check (c > 0), constraint f foreign key (b) references p not enforced);
