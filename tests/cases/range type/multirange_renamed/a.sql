create schema s; create type r as range (subtype = float8);
create table t (a r, b r_multirange default r_multirange(r(1, 2))); insert into t values (r(1, 2));
create function f(m r_multirange) returns int language sql as 'select 1';
