-- finds: view public.people
-- finds: view public.on_top
-- finds: materialized view public.copied
create view people as select id, email from auth.users;
grant select on people to anon;
create schema inner_ones;
create view inner_ones.people as select id from auth.users;
create view on_top with (security_invoker = true) as select id from inner_ones.people;
grant select on on_top to authenticated;
create materialized view copied as select email from auth.users;
grant select on copied to authenticated;
