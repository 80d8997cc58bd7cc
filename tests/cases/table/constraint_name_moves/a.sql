create table a (id int constraint pk primary key, v int constraint c check (v > 0));
create table b (id int, v int);
