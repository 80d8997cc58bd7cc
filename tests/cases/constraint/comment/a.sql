create table t (a int constraint c check (a > 0), id int constraint pk primary key);
comment on constraint c on t is 'x';
