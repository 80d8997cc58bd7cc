create function me() returns integer language sql stable as 'select coalesce(2, 1)';
create sequence s increment 5;
create table t (
    id integer, owner integer, tenant integer not null default me(), m bigint not null default nextval('s')
);
alter table t enable row level security;
create policy p on t using (tenant = 1);
create rule r as on insert to t where new.tenant = 3 do also nothing;
create view v as select id, tenant as n from t;
grant select on v to bob;
create view w as select n from v;
create function g() returns bigint begin atomic select max(m) from t; end;
