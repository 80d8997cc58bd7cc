create domain d as text check (value <> '');
create table t (id int primary key, v d default 'x', vs d[]);
create view v as select id, v from t;
