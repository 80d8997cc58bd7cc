create function f(a anyelement) returns anyelement language sql as $$ select a $$;
create view v as select f(1) as x;
