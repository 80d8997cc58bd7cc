create table public.t (id integer, b integer);
grant select on public.t to alice;
grant select (id) on public.t to alice;
