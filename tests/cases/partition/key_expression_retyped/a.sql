create table p (id int, n int) partition by range ((id + n));
create table p1 partition of p for values from (1) to (100);
insert into p values (1, 5);
