create table tree_a (y integer default 1);
create table tree_b () inherits (tree_a);
create table tree_c () inherits (tree_b, tree_a);
alter table tree_a add constraint said check (y <> '7') not valid;
alter table tree_c add constraint said check (y <> '7') not valid;
