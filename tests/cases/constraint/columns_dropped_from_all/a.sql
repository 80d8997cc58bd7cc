create table t (a int, b int, c int, constraint u unique (a, b), constraint k check (a < b), constraint f foreign key (a) references t (a), unique (a));
create index i on t (a, b);
