-- finds: function public.powerful(integer)
create function powerful(a int) returns int language sql security definer as 'select 1';
