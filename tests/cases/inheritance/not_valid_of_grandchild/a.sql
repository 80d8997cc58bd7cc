create table p (a int);
create table c () inherits (p);
create table g (b int) inherits (c);
create table two () inherits (g, p);
insert into g values (-1);
