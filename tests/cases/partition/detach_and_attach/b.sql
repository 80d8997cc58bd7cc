create table t (id int primary key, v text) partition by range (id);
create table a (id int primary key, v text);
create table b (id int primary key, v text);
alter table t attach partition b for values from (10) to (20);
create table u partition of t for values from (20) to (30);
