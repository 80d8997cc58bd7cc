create type c as (a int);
create function c2i(c) returns int language sql immutable strict as $$ select ($1).a $$;
create cast (c as int) with function c2i(c);
create cast (c as text) with inout as assignment;
create cast (text as c) with inout;
create table t (c c, i int default (row(1)::c)::int);
