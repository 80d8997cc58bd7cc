create table t (id int, code text);
create function new_code() returns text language sql as $$ select 'x' $$;
