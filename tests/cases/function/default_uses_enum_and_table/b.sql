create type level as enum ('high', 'low');
create table t (id int, v text);
create function f(l level default 'high', r t default null) returns int language sql as $$ select 1 $$;
