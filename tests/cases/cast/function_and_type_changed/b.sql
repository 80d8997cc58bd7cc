create type c as (a int, b int);
create function c2j(c) returns int language sql immutable strict as $$ select ($1).a $$;
create cast (c as int) with function c2j(c) as assignment;
create cast (c as text) with inout as implicit;
create table t (c c, i int default (row(1,2)::c)::int);
