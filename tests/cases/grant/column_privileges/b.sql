create table t (a int, b int, "C c" int);
grant select (b, "C c") on t to bob;
grant insert (a), update (a) on t to public;
grant select on t to carol;
grant update (b) on t to carol with grant option;
