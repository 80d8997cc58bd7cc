create function f(a int, b int default 1, c int default 2) returns int language sql as $$ select 1 $$;
create function g(a int) returns int language sql as $$ select 1 $$;
