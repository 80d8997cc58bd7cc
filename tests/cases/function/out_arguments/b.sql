create function f(out a int, out c text) language sql as $$ select 1, 'x' $$;
create function g() returns table (a int, b int) language sql as $$ select 1, 2 $$;
