-- Found by random pairs: to compare a child's defaults with its parent's, no generated column's expression is read.
create table made (c2 int, id int generated always as (c2 * 2) stored);
create table base (id int default 1, name text);
create table child (own int default 3) inherits (base);
alter table child alter id set default 2;
