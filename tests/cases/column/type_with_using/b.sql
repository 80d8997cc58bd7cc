create table t (id int primary key, flag boolean default true, n int default 5, j jsonb, d date, arr int[], u uuid);
