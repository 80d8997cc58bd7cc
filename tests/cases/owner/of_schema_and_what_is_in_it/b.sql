create schema s authorization bob; create table s.t (x bigint); alter table s.t owner to bob; create function s.f() returns text language sql as $$ select 'x' $$; alter function s.f() owner to alice;
grant usage on schema s to carol;
