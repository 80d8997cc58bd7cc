create table a (y integer not null);
create table c (y integer default 1) inherits (a);
