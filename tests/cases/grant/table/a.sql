create table t (id int, v text);
grant select, insert on t to bob;
grant update on t to public;
