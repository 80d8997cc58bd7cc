create table other (a int primary key, b int, unique (a, b));
create table t (id int, a int, b int, c int, r int4range, s text);
