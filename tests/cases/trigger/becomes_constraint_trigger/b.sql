create table public.t (a integer);
create function public.f() returns trigger language plpgsql as 'begin return null; end';
create constraint trigger x after insert on public.t deferrable for each row execute function public.f();
