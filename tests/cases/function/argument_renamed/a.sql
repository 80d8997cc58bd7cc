create function f(a int, b int) returns int language sql as $$ select a + b $$;
create view v as select f(1, 2) as x;
