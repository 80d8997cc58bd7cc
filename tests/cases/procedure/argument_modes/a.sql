create procedure p(in a int, inout b text, out c int) language plpgsql as $$ begin c := 1; end $$;
comment on procedure p is 'x';
