-- The extension goes when the rows, which are kept meanwhile, have come to the new table.
create extension citext;
create table t (id int, name citext);
insert into t values (1, 'X');
