create function ok(text, int default 3) returns boolean language sql immutable as $$ select $1 <> '' $$;
create domain d as text constraint good check (ok(value));
create table t (x d);
