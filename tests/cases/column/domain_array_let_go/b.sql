create domain d as int default 4 check (value > 1);
create table t (a d, b int[]);
create view v as select a, b from t;
