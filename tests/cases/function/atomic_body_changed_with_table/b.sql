create table t (id int);
create function f() returns bigint language sql begin atomic select count(*) from t where id > 0; end;
