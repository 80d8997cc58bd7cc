create type c as (a bigint, b varchar(20));
create table t (id int, c c, check ((c).a > 0));
insert into t values (1, (1, 'x'));
create function f(c) returns int language sql as $$ select 1 $$;
create view v as select (c).a from t;
create index ti on t (((c).a));
comment on column c.a is 'another a';
