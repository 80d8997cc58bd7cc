create type public.c as (x integer);
create function public.f(public.c) returns text language sql immutable as 'select 1::text';
create cast (public.c as text) with function public.f(public.c);
