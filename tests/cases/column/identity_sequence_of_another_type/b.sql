create table public.m (id integer generated always as identity);
create table public.t (like public.m including all, b integer);
