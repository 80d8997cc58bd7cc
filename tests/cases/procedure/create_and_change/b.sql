create procedure p(a int, inout b text default 'x') language plpgsql as $$ begin b := 'y'; end $$;
create procedure q(out a int) language plpgsql security definer as $$ begin a := 1; commit; end $$;
comment on procedure q(out int) is 'q';
revoke execute on procedure q(out int) from public;
alter procedure q(out int) owner to alice;
