-- finds: function public.powerful()
create function powerful() returns int language sql security definer as 'select 1';
revoke execute on function powerful() from public, anon;
grant execute on function powerful() to authenticated;
