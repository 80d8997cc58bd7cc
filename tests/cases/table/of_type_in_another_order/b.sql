create type c as (a int, b text);
create table t of c (constraint k check (a > 0), primary key (a));
create table f (x int references t);
create view v as select b, a from t;
create policy p on t using (a > 1);
create function g(t) returns int language sql as 'select 1';
create index on t (b);
