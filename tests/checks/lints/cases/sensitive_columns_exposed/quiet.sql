create table accounts (id int, password_hash text);
alter table accounts enable row level security;
grant select on accounts to anon;
create table by_column (id int, password_hash text);
revoke all on by_column from anon, authenticated;
grant select (id) on by_column to anon;
create view shown with (security_invoker = true) as select password_hash from accounts;
grant select on shown to anon;
