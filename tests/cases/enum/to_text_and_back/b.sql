create table t (id int, m text default 'sad');
