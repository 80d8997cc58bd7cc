create table src (id int);
create view v as select id from src;
grant select on v to bob;
