create table t (id bigint primary key, v text, n numeric(8, 2), i int);
