create function n(b int) returns bigint language sql as 'select 1::bigint';
create domain d as int default n(1);
create table t (x d, y int);
insert into t values (4);
create view v as select x from t;
