create function f() returns int language sql set search_path to '', 'pg_temp' as 'select 1';
create function g() returns int language sql set "my.var" to E'it''s \\ 2' set DateStyle to iso, dmy as 'select 1';
create schema "S x";
create function h() returns int language sql set search_path to "$user", "S x" as 'select 1';
create function i() returns int language sql as 'select 1';
