create function f(anyelement default 'x'::text) returns text language sql as $$ select 'x' $$;
create function g(a anycompatible, b anycompatible default 2.5) returns text language sql as $$ select 'x' $$;
create view v as select f() as x, g(1) as y;
comment on function f(anyelement) is 'kept';
create function h(anyelement default 1) returns text language sql as $$ select 'y' $$;
create procedure p(anyelement default '1'::name) language sql as $$ select 'x' $$;
