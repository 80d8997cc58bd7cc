create type e as enum('a','b');
create table i (x e constraint ic check (x <> 'a'));
create table ii (constraint ic check (x <> 'a')) inherits (i);
