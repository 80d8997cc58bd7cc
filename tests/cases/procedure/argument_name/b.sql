create procedure public.p(b integer) language sql as 'select 1';
