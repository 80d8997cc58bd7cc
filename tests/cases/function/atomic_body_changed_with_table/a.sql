create table t (id int, v int);
create function f() returns bigint language sql begin atomic select count(*) from t where v > 0; end;
