create foreign data wrapper w;
create server s foreign data wrapper w;
create domain d as bigint;
create foreign table t (a d, b int, c text collate "C") server s;
create view v as select b, c from t;
