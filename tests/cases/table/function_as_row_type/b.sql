create table t (id int primary key, v int, extra text);
create function total(t) returns int language sql immutable as $$ select $1.id + $1.v + 1 $$;
create function all_t() returns setof t language sql as $$ select * from t $$;
create view w as select id, total(t) from t;
