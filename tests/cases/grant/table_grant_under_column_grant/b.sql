create table public.t (id integer, b integer);
grant select (id), update (b) on public.t to alice;
