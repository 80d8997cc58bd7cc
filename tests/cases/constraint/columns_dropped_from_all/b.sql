create table t (b int, c int, constraint u unique (b), constraint k check (c < b));
create index i on t (b);
