create foreign data wrapper w;
create server s foreign data wrapper w;
create domain d as int;
create foreign table t (a d, b text, c int, d int) server s;
create view v as select b, c from t;
