create procedure public.p(a integer) language sql begin atomic select 1; end;
