create table t (a int, b int, c int, primary key (a, b));
create table child (a int, b int, foreign key (a, b) references t);
