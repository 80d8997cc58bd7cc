create function f(anyelement default 1) returns text language sql as $$ select 'x' $$;
create function g(a anycompatible, b anycompatible default 2) returns text language sql as $$ select 'x' $$;
create view v as select f() as x, g(1) as y;
comment on function f(anyelement) is 'kept';
create function h(anyelement default 1) returns text language sql as $$ select 'x' $$;
create procedure p(anyelement default 1) language sql as $$ select 'x' $$;
