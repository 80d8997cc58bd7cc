create table t (a text, b text);
create index i on t (a, b);
create index j on t (a desc);
create index k on t (a collate "C");
