create function slug(t text) returns text language sql immutable as $$ select lower(t) $$;
create table t (title text, slug text generated always as (slug(title)) stored);
