create table p (a int);
create table c () inherits (p);
create table g (b int) inherits (c);
create table two () inherits (g, p);
insert into g values (-1);
alter table p add constraint positive check (a > 0) not valid;
alter table c add constraint small check (a < 9) not valid;
