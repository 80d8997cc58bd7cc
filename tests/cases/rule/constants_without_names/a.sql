create table t (a int); create table u(x text);
