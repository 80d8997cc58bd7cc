create procedure p(in a int, inout b text, inout c int) language plpgsql as $$ begin c := 1; end $$;
comment on procedure p(int, text, int) is 'xx';
