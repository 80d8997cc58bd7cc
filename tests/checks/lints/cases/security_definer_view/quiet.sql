create view shown with (security_invoker = true) as select 1 as one;
grant select on shown to anon;
create view closed as select 1 as one;
revoke all on closed from anon, authenticated;
