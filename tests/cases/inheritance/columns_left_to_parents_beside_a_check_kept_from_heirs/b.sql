create table tree_a (z integer);
create table tree_b (y integer default 1);
create table tree_c ();
create table tree_d (y integer default 1, z integer default 1, constraint said check (y <> '7') no inherit) inherits (tree_a, tree_b);
insert into tree_a (z) values ('1');
insert into tree_b (y) values ('1');
insert into tree_d (y, z) values ('1', '1');
