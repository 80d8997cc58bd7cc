create type e as enum ('a', 'b', 'c');
create type r as range (subtype = e, multirange_type_name = rm);
create domain d as r check (lower(value) < 'b');
create table t (x d, y d[], z rm);
insert into t values ('[a,a]', '{"[a,b]"}', '{[a,b]}');
