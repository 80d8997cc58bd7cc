create schema s; create type r as range (subtype = float8, multirange_type_name = s."Many ""r");
create table t (a r, b s."Many ""r" default "Many ""r"(r(1, 2)));
create function f(m s."Many ""r") returns int language sql as 'select 1';
