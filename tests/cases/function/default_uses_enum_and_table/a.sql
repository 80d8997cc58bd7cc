create type level as enum ('low', 'high');
create table t (id int);
create function f(l level default 'low', r t default null) returns int language sql as $$ select 1 $$;
