create table t (a text, b int);
create index i on t (b) with (fillfactor = 50) where a = ' WITH (x)';
