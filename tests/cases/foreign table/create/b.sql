create foreign data wrapper w;
create server s foreign data wrapper w;
create foreign table t (
    id int options (column_name 'ID', key 'true') not null,
    name text collate "C" default 'x',
    twice int generated always as (id * 2) stored,
    constraint positive check (id > 0)
) server s options (schema_name 'a', table_name 'T''t');
create foreign table empty () server s;
comment on foreign table t is 'elsewhere';
comment on column t.id is 'key';
comment on constraint positive on t is 'checked here';
alter foreign table t owner to alice;
alter foreign table t alter column name set statistics 100;
alter foreign table t alter column name set (n_distinct = 5);
grant select, update (name) on t to bob;
create view v as select id from t;
create function f() returns trigger language plpgsql as 'begin return new; end';
create trigger tr before insert on t for each row execute function f();
create statistics st on id, name from t;
