create table t(a int[], "PORT" int);
