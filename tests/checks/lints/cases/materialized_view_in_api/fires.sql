-- finds: materialized view public.shown
create materialized view shown as select 1 as one;
grant select on shown to authenticated;
