create table made (c2 int default 4, id int generated always as (c2 * 3) stored);
create table base (id int, name text);
create table child (own int default 3, g int generated always as (own + 1) stored) inherits (base);
alter table child alter id set default 2;
