create function norm(t text) returns text language sql immutable as $$ select upper(t) $$;
create table t (a text);
create index i on t (norm(a));
