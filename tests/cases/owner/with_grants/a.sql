create table t (id int);
grant select on t to bob;
grant all on t to carol with grant option;
revoke delete on t from postgres;
