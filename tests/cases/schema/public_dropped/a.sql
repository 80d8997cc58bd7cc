create table kept (id int);
drop table kept;
