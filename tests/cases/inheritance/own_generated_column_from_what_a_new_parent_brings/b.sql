create table tree_z (w int);
create table tree_a (x integer default 1 not null, g integer generated always as (length(x::text)) stored, check (g<>9));
create table tree_b (g integer, k int) inherits (tree_z, tree_a);
