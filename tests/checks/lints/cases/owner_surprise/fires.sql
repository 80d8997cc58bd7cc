-- finds: table public.alien
-- finds: function public.alien()
create table t (a int);
reset role;
create table alien (a int);
create function alien() returns int language sql as 'select 1';
