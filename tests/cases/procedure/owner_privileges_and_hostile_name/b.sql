create procedure "P ;""."(a int, out "bb ;" text) language plpgsql security definer set x.y to 1 as $$ begin end $$;
alter procedure "P ;""."(int, text) owner to alice;
comment on procedure "P ;""."(int, text) is 'p';
