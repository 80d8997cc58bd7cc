create table t (id int, x text);
grant select (id) on t to carol;
grant insert on t to bob;
