create table a (id int);
create table b (id int);
create index shared on b (id);
