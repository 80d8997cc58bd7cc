create table p (a int); create table k (d int default 4) inherits (p);
insert into k values (1, 2);
