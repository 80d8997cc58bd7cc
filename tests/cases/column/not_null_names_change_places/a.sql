create table p (a int constraint one not null, b int constraint two not null, c int constraint "Th ree" not null, k int) partition by list (k);
create table p1 partition of p for values in (1);
create table h (a int constraint one not null, b int constraint two not null, c int constraint four not null);
create table h1 (x int) inherits (h);
insert into p values (1, 2, 3, 1); insert into h1 values (1, 2, 3, 1);
