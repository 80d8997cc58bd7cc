-- finds: table public.t
-- finds: table public.columns
-- finds: schema own
-- finds: function public.powerful()
create table t (a int);
grant select, insert on t to public;
create table columns (a int);
grant update (a) on columns to public;
create schema own;
grant create on schema own to public;
create function powerful() returns int language sql security definer as 'select 1';
