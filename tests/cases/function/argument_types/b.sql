create function f(a bigint) returns int language sql as $$ select 1 $$;
create table t (v int default f(1));
