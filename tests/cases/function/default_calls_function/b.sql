create function base() returns bigint language sql as $$ select 1::bigint $$;
create function f(a int default base()) returns int language sql as $$ select a $$;
