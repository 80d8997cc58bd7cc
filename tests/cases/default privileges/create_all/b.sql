create schema app;
alter default privileges grant select on tables to bob;
alter default privileges in schema app grant all on tables to carol;
alter default privileges in schema app grant usage on sequences to carol with grant option;
alter default privileges revoke execute on functions from public;
alter default privileges for role alice grant usage on types to bob;
alter default privileges for role alice revoke usage on types from public;
alter default privileges grant usage on schemas to bob;
