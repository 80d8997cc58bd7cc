create table t (a text, b text);
create index i on t (a asc nulls first, b desc nulls last);
create index j on t (a desc nulls last);
create index k on t (a collate "POSIX");
