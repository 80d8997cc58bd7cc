create table t (a int constraint c check (a > 0), id int constraint pk primary key);
comment on constraint pk on t is 'y';
comment on index pk is 'index behind';
