create table src (id int);
create view v as select id from src;
create view on_top as select * from v;
