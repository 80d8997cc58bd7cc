create function f(a int, b int, c int default 3) returns int language sql as $$ select 1 $$;
create function g(a int default 7) returns int language sql as $$ select 1 $$;
