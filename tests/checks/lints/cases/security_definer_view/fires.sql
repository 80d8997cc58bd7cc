-- finds: view public.shown
create view shown as select 1 as one;
grant select on shown to anon;
