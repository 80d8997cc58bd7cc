create table src (id int);
create materialized view t as select id from src;
create index t_id on t (id);
