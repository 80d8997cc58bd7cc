create schema a;
create schema b;
create extension citext schema b;
create table t (h b.citext default 'a' primary key, hs b.citext[]);
create view v as select h from t where h operator(b.=) 'x';
create function f(b.citext) returns b.citext language sql as 'select $1';
create domain d as b.citext check (value operator(b.<>) '');
