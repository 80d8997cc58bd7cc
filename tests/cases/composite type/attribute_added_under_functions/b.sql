create type c as (a int, b text, d date);
create table t (id int, c c, cs c[]);
create function f(c) returns int language sql as $$ select ($1).a $$;
create function g() returns setof c language sql as $$ select 1, 'x'::text, null::date $$;
create function h(cs c[]) returns c language plpgsql as $$ declare x c; begin return cs[1]; end $$;
create view v as select (c).a from t;
create view w as select * from g();
