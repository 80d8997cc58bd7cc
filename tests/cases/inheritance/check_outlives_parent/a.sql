create table p (a int, constraint "its" check (a > 0));
create table c () inherits (p);
insert into c values (1);
