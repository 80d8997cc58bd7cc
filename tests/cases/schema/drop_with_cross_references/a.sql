create schema a;
create schema b;
create table a.t (id int primary key);
create table b.t (id int references a.t, v int);
create view a.v as select v from b.t;
create function b.f() returns setof a.v language sql as $$ select * from a.v $$;
create view public.on_both as select a.v.v from a.v;
