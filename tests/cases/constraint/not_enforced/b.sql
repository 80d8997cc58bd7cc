create table p (id int primary key);
create table t (a int, b int, c int, constraint t_a_fkey foreign key (a) references p not enforced, constraint k check (b > 0), constraint m check (c > 0) not enforced, constraint f foreign key (b) references p, constraint n check (c < 9) not enforced);
