create table b (x int);
create table v (x int, constraint vi unique (x));
