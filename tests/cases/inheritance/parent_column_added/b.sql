create table base (id int, added text not null default 'x', other int);
create table child (c int) inherits (base);
create table grandchild () inherits (child);
