create function f() returns int language sql set search_path to '' as 'select 1';
create function g() returns int language sql set "my.var" to 'it''s' as 'select 1';
create schema "S x";
create function h() returns int language sql set search_path to "S x", "$user", public as 'select 1';
create function i() returns int language sql set search_path = 'a, b' as 'select 1';
