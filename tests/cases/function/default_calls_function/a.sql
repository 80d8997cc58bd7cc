create function base() returns int language sql as $$ select 1 $$;
create function f(a int default base()) returns int language sql as $$ select a $$;
