create table target (id int primary key);
create table p (a int, b int references target) partition by range (a);
create table p1 partition of p for values from (1) to (5);
