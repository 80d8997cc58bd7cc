create type c as (a int, b text, d date);
create table t of c (primary key (a), b with options default 'x');
create view v as select a, b, d from t;
