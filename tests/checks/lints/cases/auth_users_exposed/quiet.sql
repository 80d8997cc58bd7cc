create view people as select id, email from auth.users;
revoke all on people from anon, authenticated;
create view as_caller with (security_invoker = on) as select id, email from auth.users;
grant select on as_caller to anon;
create schema hidden;
create view hidden.people as select id from auth.users;
grant select on hidden.people to anon;
