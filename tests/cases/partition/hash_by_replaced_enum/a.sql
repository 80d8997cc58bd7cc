create type e as enum ('a', 'b', 'c');
create table p (a e, b int, primary key (a, b)) partition by hash (a);
create table p1 partition of p for values with (modulus 2, remainder 0) partition by hash (b);
create table p10 partition of p1 for values with (modulus 2, remainder 0);
create table p11 partition of p1 for values with (modulus 2, remainder 1);
create table p2 partition of p for values with (modulus 2, remainder 1);
create index on p (b);
insert into p values ('a', 1), ('b', 2), ('c', 1), ('b', 1);
