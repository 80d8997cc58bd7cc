create function powerful() returns int language sql security definer as 'select 1';
revoke execute on function powerful() from public, anon;
create function weak() returns int language sql as 'select 1';
create function on_change() returns trigger language plpgsql security definer as 'begin return new; end';
create schema hidden;
create function hidden.powerful() returns int language sql security definer as 'select 1';
