create table t (id int);
create function f(r t) returns int language sql as $$ select r.id $$;
create view v as select t.id, f(t.*) as x from t;
