create table t (a int, b text);
create index first on t (a);
create index other_order on t (a desc);
create index partial on t (a) where b is null;
create index covering on t (a) include (b);
create index expression on t ((a + 1));
create index other_expression on t ((a + 2));
create unique index unlike on t (a);
