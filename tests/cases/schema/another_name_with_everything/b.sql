create schema new;
create type new.e as enum ('a','b');
create table new.t (id serial primary key, e new.e default 'a');
create function new.f(new.e) returns new.e language sql as 'select $1';
create view new.v as select * from new.t where e = 'a';
create index on new.t (e) where e = 'b';
comment on schema new is 'x';
grant usage on schema new to alice;
create table keep (t new.e, id int references new.t);
