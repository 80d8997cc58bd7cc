create table t (id int primary key, v varchar(10), n numeric(5, 2), i smallint);
insert into t values (1, 'x', 1.5, 2);
