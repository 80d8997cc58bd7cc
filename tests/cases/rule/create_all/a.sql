create table t (id int, v text);
create table log (id int, what text);
