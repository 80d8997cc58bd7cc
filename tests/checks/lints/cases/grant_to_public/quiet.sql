create table t (a int);
grant select on t to authenticated;
create schema own;
grant usage on schema own to public;
create function weak() returns int language sql as 'select 1';
create function powerful() returns int language sql security definer as 'select 1';
revoke execute on function powerful() from public;
create function on_change() returns trigger language plpgsql security definer as 'begin return new; end';
