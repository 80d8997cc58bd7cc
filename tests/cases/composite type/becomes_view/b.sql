create view c as select 1 as a;
create function f(c) returns int language sql as $$ select 1 $$;
