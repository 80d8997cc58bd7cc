create table p (a int, constraint k check (a > 0));
create table c () inherits (p);
comment on column c.a is 'c.a';
