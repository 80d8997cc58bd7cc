create table t (id int primary key, v bigint);
create function f(x t) returns int language sql as $$ select x.v $$;
create function g() returns setof bigint language sql begin atomic select v from t; end;
create view uses_g as select * from g();
