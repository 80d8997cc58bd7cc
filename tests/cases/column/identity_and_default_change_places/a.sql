create table t (a int not null default 5, b int generated always as identity);
insert into t default values;
