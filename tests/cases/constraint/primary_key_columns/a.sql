create table t (a int, b int, c int, primary key (a));
create table child (a int references t);
