create table t (id int, x text);
create function "f'x"(t) returns text language sql immutable as 'select $1.x || 1';
create index on t ("f'x"(t.*));
create view v as select "f'x"(t) as x from t;
