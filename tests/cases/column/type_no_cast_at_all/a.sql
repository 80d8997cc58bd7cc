create table t (id int primary key, b boolean, i int, d date, j jsonb);
