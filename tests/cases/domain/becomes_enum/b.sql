create type s as enum ('x', 'y');
create table t (s s);
insert into t values ('x');
create view v as select s::text from t;
