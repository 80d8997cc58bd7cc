create table t (id int, v text);
create view w as select v, id from t;
create function all_w() returns setof w language sql as $$ select * from w $$;
create function take(x w) returns int language sql as $$ select x.id $$;
create view on_function as select * from all_w();
