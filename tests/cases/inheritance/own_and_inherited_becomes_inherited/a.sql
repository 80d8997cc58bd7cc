create table p (id int not null, a text default 'q');
create table c (a text default 'q', b int) inherits (p);
create index ca on c (a);
create view v as select a, b from c;
insert into c values (1,'x',2);
