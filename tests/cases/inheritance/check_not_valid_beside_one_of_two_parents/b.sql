create table tree_a (y integer);
create table tree_b (x integer default 1) inherits (tree_a);
create table tree_d (y integer, z integer) inherits (tree_a, tree_b);
alter table tree_a add constraint said check (y <> '7') not valid;
alter table tree_d add constraint said check (y <> '7') not valid;
