create table t (id int primary key, v varchar(5), n numeric(5, 1), ts timestamp, ch char(3));
