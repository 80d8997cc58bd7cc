create table t (id int, k int, v text);
insert into t values (1, 2, 'x');
create view w as select id from t;
