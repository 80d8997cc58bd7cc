alter default privileges for role bob grant select on sequences to alice;
create table t(id int generated always as identity);
alter table t owner to bob;
