create table top (a bigint, b text not null);
create table middle (d int) inherits (top);
create table low (c bigint) inherits (middle);
create table lowest (a bigint) inherits (low);
insert into lowest values (1, 'x', 2, 3);
