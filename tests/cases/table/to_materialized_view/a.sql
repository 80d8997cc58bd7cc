create table src (id int);
create table t (id int);
create index t_id on t (id);
