create schema a;
create schema b;
create extension citext schema a;
create table t (h a.citext default 'a' primary key, hs a.citext[]);
create view v as select h from t where h operator(a.=) 'x';
create function f(a.citext) returns a.citext language sql as 'select $1';
create domain d as a.citext check (value operator(a.<>) '');
