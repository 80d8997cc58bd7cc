create function new_code(length int default 4) returns text language sql as $$ select 'x' $$;
create table t (id int, code text default new_code(8));
