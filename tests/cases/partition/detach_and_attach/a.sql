create table t (id int primary key, v text) partition by range (id);
create table a partition of t for values from (0) to (10);
create table b (id int primary key, v text);
create table u (id int primary key, v text);
insert into a values (1, 'x');
insert into b values (11, 'y');
