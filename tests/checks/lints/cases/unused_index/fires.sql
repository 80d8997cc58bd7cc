-- finds: index public.idle
create table t (a int, b int primary key);
create index idle on t (a);
