create table public.t (a integer) partition by list (a);
create table public.t1 partition of public.t for values in (1);
create function public.f() returns trigger language plpgsql as 'begin return null; end';
create trigger x after insert on public.t for each row execute function public.f();
alter table public.t1 enable always trigger x;
