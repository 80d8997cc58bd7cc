create type e as enum ('c', 'a');
create table p (k e primary key);
create table c (k e references p);
insert into p values ('a'); insert into c values ('a');
