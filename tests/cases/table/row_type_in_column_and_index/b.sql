create table t (a int, b text, c int);
create function f(t) returns int language sql immutable as 'select $1.c';
create table u (x t, y t[]);
create view v as select (x).c from u;
create index i on t (f(t));
