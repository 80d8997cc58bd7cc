create table t (id int, v int);
create view a as select id, v from t;
create function f() returns table (n bigint) language sql begin atomic select sum(v) from a; end;
create view b as select n from f();
comment on view b is 'top';
