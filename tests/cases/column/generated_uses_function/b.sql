create function slug(t text, sep text default '-') returns text language sql immutable as $$ select lower(t) || sep $$;
create table t (title text, slug text generated always as (slug(title)) stored);
