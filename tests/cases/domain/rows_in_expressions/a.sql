-- PostgreSQL 15 takes a row of a composite type in an expression for a value of the domain within it, and a
-- function that is parsed for a user of its argument's table.
create domain d as int check (value > -1);
create type c as (a d, b text);
create table users (id int, first text, last text);
create function name(u users) returns text language sql stable begin atomic select u.first || u.last; end;
create function first(u users default null) returns text language sql stable as $$ select (u).first $$;
create view names as select name(u) from users u;
create function f(x c) returns int language sql immutable begin atomic select (x).a; end;
create procedure p(inout x c default null::c) language plpgsql as $$ begin end $$;
create view v as select row(1, 'x')::c as r;
create view v2 as select r from v;
create materialized view m as select row(1, 'x')::c as r, 1 as i;
create index on m (i);
create table q (b int default f(null::c), check ((row(b, '')::c).a > 0));
alter table q enable row level security;
create policy p on q using ((null::c) is null);
create index on q ((row(b, '')::c));
create rule r as on insert to q where (null::c) is null do also delete from users;
insert into users values (1, 'a', 'b');
