create table t (a int, b text);
create function "F x"("A b" int, b text) returns int begin atomic insert into t select $1, $2; select $1 union select 3; select a from t; select $1, (select count(*) from t) from t; select exists(select $1), 1 in (select $1), (select $1 from t limit 1); select $1, $2; select $1; end;
create procedure p(a int, out o int) begin atomic insert into t select $1, 'x'; select $1, $1 + 1, $1; select $1; end;
create type e as (a int, b text);
create function f_of_e(r e, i int[], v variadic text[]) returns int begin atomic select $1.a; select ($1).b; select $2[1]; select $1; select $2, $3; select row($1, $2); select 1; end;
