create table t (a int, b text);
create function f(t) returns int language sql immutable as 'select $1.a';
create table u (x t, y t[]);
create view v as select (x).a from u;
create index i on t (f(t));
