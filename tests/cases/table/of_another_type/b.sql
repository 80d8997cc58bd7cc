create type public.one as (a integer);
create type public.two as (a integer);
create table public.t of public.two;
