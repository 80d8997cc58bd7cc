create table t (id int, a text, b text collate "C");
create index on t (a);
create index on t (b collate "POSIX");
create view v as select a, b from t;
