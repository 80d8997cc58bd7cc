create table t (id int primary key, v int);
create function total(t) returns int language sql immutable as $$ select $1.id + $1.v $$;
create function all_t() returns setof t language sql as $$ select * from t $$;
create view w as select id, total(t) from t;
