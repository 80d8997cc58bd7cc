create table p (a int, constraint k check (a > 0));
create table c (a int, constraint k check (a > 0));
comment on column c.a is 'now its own';
insert into c values (1), (3);
