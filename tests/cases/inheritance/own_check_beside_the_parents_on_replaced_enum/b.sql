create type e as enum('c','a');
create table i (x e constraint ic check (x <> 'a'));
create table ii (constraint ic check (x <> 'a')) inherits (i);
