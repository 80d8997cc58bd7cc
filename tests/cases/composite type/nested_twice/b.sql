create type i as (x text, y int);
create type o as (i i, n text);
create type oo as (o o, os o[]);
create table t (v oo);
create function f(oo) returns i language sql as $$ select (($1).o).i $$;
