-- finds: index public.narrow
-- finds: index public.plain
create table t (a int, b int, constraint t_b unique (b));
create index narrow on t (a);
create index wide on t (a, b);
create index plain on t (b);
