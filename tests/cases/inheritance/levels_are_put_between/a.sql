create table top (a int, b text not null);
create table low (c int) inherits (top);
create table lowest () inherits (low);
insert into lowest values (1, 'x', 2);
