create function f(x int, b int) returns int language sql as $$ select x + b $$;
create view v as select f(1, 2) as x;
