create table t (a int, b text, c bool, d bigint, primary key (a));
insert into t values (1, 'x', true, 3);
