create table p (id int);
create table c (x int not null, y text) inherits (p);
create table g (z int) inherits (c);
create index gx on g (x);
create index cx on c (x);
alter table c add constraint cxp check (x > 0);
insert into c values (1, 2, 'y');
insert into g values (1, 5, 'y', 7);
