create table t (a int);
create function f() returns text begin atomic select 'q'; end;
create function f2() returns table(a int, b text, c int[], d timestamptz, e "char", g bigint) begin atomic select t.a, 'q, (x', '{1,2}'::int[], '2020-01-01 00:00'::timestamptz, 'c'::"char", 12345678901 from t; end;
create function f3() returns setof text begin atomic select 'a' union all select 'b' union select null; insert into t values (1) returning 'x'; end;
create function f4(x text default 'q', y numeric default -1.5::numeric) returns text return (select 'q' from t);
create function f5() returns bool begin atomic select exists (select 'x' from t) and 'a' in (select 'b'); end;
create procedure p1() begin atomic insert into t select -3 + - '3'::int; end;
