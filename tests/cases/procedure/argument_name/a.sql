create procedure public.p(a integer) language sql as 'select 1';
