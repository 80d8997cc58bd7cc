create table t (id int, a text collate "C", b text);
create index on t (a);
create index on t (b collate "POSIX");
create view v as select a, b from t;
