create procedure "P ;""."(a int, out "b ;" text) language plpgsql as $$ begin end $$;
grant execute on procedure "P ;""."(int, text) to alice;
