create table p (id int, k int) partition by range (k);
create index i on only p (id);
create table p1 (id int, k int);
insert into p1 values (1, 2);
