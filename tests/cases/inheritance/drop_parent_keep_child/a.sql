create table base (id int, v text default 'x', check (id > 0));
create table child (w int) inherits (base);
insert into child values (1, 'a', 2);
