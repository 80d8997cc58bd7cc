create function f() returns setof text language plpgsql as $$ begin return query select name from later; end $$;
create table later (name text default 'x');
create function g() returns int language plpgsql as $$ begin return h(); end $$;
create function h() returns int language sql as $$ select 1 $$;
