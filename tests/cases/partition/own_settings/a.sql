create table p (id int, a int) partition by range (a);
create table p1 partition of p for values from (1) to (10);
insert into p values (1, 1);
