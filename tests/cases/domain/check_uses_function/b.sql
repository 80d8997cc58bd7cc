create function ok(i int, j int default 1) returns boolean language sql immutable as $$ select i > j $$;
create domain d as int check (ok(value, 2));
create table t (v d);
