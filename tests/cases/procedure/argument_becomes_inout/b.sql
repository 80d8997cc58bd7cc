create procedure public.p(inout a integer) language sql as 'select 1';
