create schema s;
alter default privileges for role alice in schema s grant select on tables to bob;
alter default privileges for role alice revoke execute on functions from public;
alter default privileges for role alice in schema s grant execute on functions to carol with grant option;
alter default privileges grant usage on schemas to public;
alter default privileges for role bob grant usage on types to alice;
alter default privileges for role bob revoke usage on types from public;
