create table p (a int, b int, constraint u unique (b, a));
create table t (a int, b int, constraint f foreign key (a, b) references p (a, b));
