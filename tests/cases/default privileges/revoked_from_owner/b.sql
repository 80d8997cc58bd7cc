create schema s;
alter default privileges for role alice in schema s grant select, insert on tables to bob with grant option;
alter default privileges for role alice in schema s grant usage on sequences to bob;
alter default privileges for role alice revoke all on tables from alice;
alter default privileges for role bob grant usage on schemas to carol;
