-- finds: function public.loose()
-- finds: procedure public.act()
create function loose() returns int language sql as 'select 1';
create procedure act() language plpgsql as 'begin end';
