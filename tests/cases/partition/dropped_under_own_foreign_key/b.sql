create table p (id int primary key, pid int references p) partition by range (id); create table p1 partition of p for values from (0) to (10);
