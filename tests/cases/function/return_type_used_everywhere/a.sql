create function f(a int) returns int language sql immutable as $$ select a $$;
create table t (
    id int default f(1),
    v int check (f(v) > 0),
    g int generated always as (f(1)) stored
);
create index i on t (f(v));
create index j on t (v) where f(v) > 1;
create view vw as select f(id) as x from t;
create view vw2 as select x from vw;
create materialized view m as select f(1) as x;
create policy p on t using (f(id) = 1);
create function uses() returns int language sql begin atomic select f(3); end;
create domain d as int default f(2) check (f(value) > 0);
create function touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger tr before update on t for each row when (f(new.v) > 0) execute function touch();
create rule r as on delete to t where f(old.v) = 1 do instead nothing;
comment on view vw2 is 'kept';
grant select on vw2 to bob;
insert into t values (1, 2);
