create table p (id int, x int not null);
create table c (y text) inherits (p);
create table g (z int) inherits (c);
create index gx on g (x);
create index cx on c (x);
alter table c add constraint cxp check (x > 0);
