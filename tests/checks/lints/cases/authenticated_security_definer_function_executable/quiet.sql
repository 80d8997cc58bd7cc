create function powerful() returns int language sql security definer as 'select 1';
revoke execute on function powerful() from public, anon, authenticated;
create function weak() returns int language sql as 'select 1';
