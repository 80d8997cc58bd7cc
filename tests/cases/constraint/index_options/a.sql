create table t (id int, constraint pk primary key (id) with (fillfactor = 50));
