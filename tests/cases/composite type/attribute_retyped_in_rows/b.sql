create type addr as (street text, zip text, city text);
create table t (id int primary key, a addr, aa addr[], d addr default row('x','1', 'c')::addr);
insert into t values (1, row('s',5,'c'), array[row('q',6,'c')::addr]);
create index ti on t (((a).zip));
create view v as select id, (a).street from t;
create function f(a addr) returns text language sql as $$ select a.street $$;
comment on column t.a is 'here';
