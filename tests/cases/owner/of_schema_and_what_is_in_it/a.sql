create schema s authorization alice;
create table s.t (x int);
alter table s.t owner to alice;
create function s.f() returns int language sql as 'select 1';
alter function s.f() owner to bob;
grant all on schema s to bob; grant all on all tables in schema s to bob, carol;
