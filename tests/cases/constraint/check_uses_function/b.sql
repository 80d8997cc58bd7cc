create function ok(i bigint) returns boolean language sql immutable as $$ select i > 0 $$;
create table t (a int check (ok(a)));
