create table t (a int, b int, c text);
create index wide on t (a, b);
create index other_first on t (b);
create index other_order on t (a desc);
create index partial on t (a) where b is null;
create unique index narrow on t (a);
create index hashed on t using hash (a);
