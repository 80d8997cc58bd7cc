create table t (id int, v bigint);
create view a as select v, id from t;
create function f() returns table (n numeric) language sql begin atomic select sum(v) from a; end;
create view b as select n from f();
comment on view b is 'top';
