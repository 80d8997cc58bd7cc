create table p (id int not null, a text default 'q');
create table c (b int) inherits (p);
create index ca on c (a);
create view v as select a, b from c;
