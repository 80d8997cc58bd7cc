create function i2b(int) returns bit(8) language sql immutable strict as $$ select $1::bit(8) $$;
create type c as (a int);
create function c2i(c) returns int language sql immutable strict as $$ select ($1).a $$;
create cast (c as int) with function c2i(c);
create table t (c c);
create view v as select c::int as i from t;
comment on cast (c as int) is 'cc';
