create table t (a int, b text, c name, d varchar(3));
insert into t values (65, 'x', 'y', 'z');
