create function tag(int) returns boolean language sql immutable as $$ select true $$;
create table users (id int, g boolean generated always as (tag(id)) stored);
