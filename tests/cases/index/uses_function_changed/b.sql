create function norm(t text) returns varchar language sql immutable as $$ select upper(t) $$;
create table t (a text);
create index i on t (norm(a));
create unique index u on t (a) where norm(a) <> '';
