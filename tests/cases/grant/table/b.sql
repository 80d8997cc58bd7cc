create table t (id int, v text);
grant select on t to bob with grant option;
grant delete, truncate, references, trigger on t to carol;
grant insert on t to public;
revoke all on t from postgres;
