create table t (a int, b int, "C c" int);
grant select (a) on t to bob;
grant update (b) on t to bob;
grant select on t to carol;
