create type mood as enum ('happy', 'sad', 'none');
create table parent (id bigint primary key, code text unique);
create table child (
    id bigserial primary key, parent_id bigint not null references parent, code text references parent (code),
    m mood default 'none', twice bigint generated always as (parent_id * 2) stored, constraint c check (parent_id > 0)
);
create index on child (parent_id) where m = 'sad';
create view v as select c.id, p.code, c.m from child c join parent p on p.id = c.parent_id;
create view w as select code, count(*) from v group by code;
create materialized view mv as select * from w;
create unique index on mv (code);
create policy p on child using (parent_id in (select id from parent));
alter table child enable row level security;
create function f() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger t after update of parent_id on child for each row when (new.m = 'sad') execute function f();
grant select on v, w, mv to bob;
comment on materialized view mv is 'kept';
