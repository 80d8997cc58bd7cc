create table t (a int generated always as identity, b int not null, c int generated always as identity (start with 7 increment by 2));
