create schema old;
create type old.e as enum ('a','b');
create table old.t (id serial primary key, e old.e default 'a');
create function old.f(old.e) returns old.e language sql as 'select $1';
create view old.v as select * from old.t where e = 'a';
create index on old.t (e) where e = 'b';
comment on schema old is 'x';
grant usage on schema old to alice;
create table keep (t old.e, id int references old.t);
