create procedure p(a int) language plpgsql as $$ begin perform a; end $$;
grant execute on procedure p(int) to bob;
comment on procedure p(int) is 'p';
