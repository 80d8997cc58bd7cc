create function f(a int) returns int language sql as $$ select 1 $$;
create table t (v int default f(1));
