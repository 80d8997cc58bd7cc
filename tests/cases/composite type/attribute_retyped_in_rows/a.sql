create type addr as (street text, zip int);
create table t (id int primary key, a addr, aa addr[], d addr default row('x',1)::addr);
insert into t values (1, row('s',5), array[row('q',6)::addr]);
create index ti on t (((a).zip));
create view v as select id, (a).street from t;
create function f(a addr) returns text language sql as $$ select a.street $$;
comment on column t.a is 'here';
