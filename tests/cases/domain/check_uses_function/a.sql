create function ok(i int) returns boolean language sql immutable as $$ select i > 0 $$;
create domain d as int check (ok(value));
create table t (v d);
