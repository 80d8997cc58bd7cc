-- finds: table public.accounts
-- finds: view public.shown
create table accounts (id int, "Password_Hash" text);
grant select on accounts to anon;
create view shown as select "Password_Hash" as api_key from accounts;
grant select on shown to authenticated;
