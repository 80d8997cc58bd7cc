create extension citext;
create function tf() returns int language sql as 'select 1';
create table t (a int);
create index i on t (a);
create function g() returns trigger language plpgsql as 'begin return new;
end';
create trigger tr before insert on t for each row execute function g();
create materialized view mv as select 1 a;
create procedure p() language sql as 'select 1';
