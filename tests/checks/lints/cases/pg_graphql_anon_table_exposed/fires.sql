-- finds: table public.t
-- finds: view public.shown
reset role;
create extension if not exists pg_graphql;
create table t (a int);
grant select (a) on t to anon;
create view shown as select 1 as one;
grant select on shown to anon;
