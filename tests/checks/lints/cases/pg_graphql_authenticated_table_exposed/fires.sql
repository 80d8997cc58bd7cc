-- finds: table public.t
reset role;
create extension if not exists pg_graphql;
create table t (a int);
grant select on t to authenticated;
