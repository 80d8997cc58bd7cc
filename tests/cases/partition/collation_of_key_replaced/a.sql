create collation c from "C";
create table p (id text collate c) partition by range (id);
create table p1 partition of p for values from ('a') to ('c');
insert into p values ('b');
