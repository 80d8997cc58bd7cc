create procedure p(a int) language sql as $$ select a $$;
grant execute on procedure p(int) to bob;
