create domain d as varchar(10) check (value <> '');
create table t (id int primary key, v d default 'x', vs d[]);
create view v as select id, v from t;
insert into t values (1, 'y');
