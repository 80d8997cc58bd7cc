create procedure public.p(a integer default 1) language sql as 'select 1';
