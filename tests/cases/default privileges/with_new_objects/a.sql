create schema app;
alter default privileges grant select on tables to bob;
alter default privileges in schema app grant insert on tables to carol;
alter default privileges revoke execute on functions from public;
alter default privileges grant usage on sequences to bob;
alter default privileges grant usage on types to bob;
