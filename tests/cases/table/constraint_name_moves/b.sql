create table a (id int, v int);
create table b (id int constraint pk primary key, v int constraint c check (v > 0));
