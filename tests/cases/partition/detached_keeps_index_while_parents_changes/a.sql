create table p (id int, n int) partition by list (id);
create table p1 partition of p for values in (1);
create index i on p (n);
insert into p values (1,2);
