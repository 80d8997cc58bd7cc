create function f(a int) returns int language plpgsql stable strict security definer parallel restricted cost 7
    set search_path = '' as $$ begin return a + 1; end $$;
grant execute on function f(int) to bob;
comment on function f(int) is 'kept';
