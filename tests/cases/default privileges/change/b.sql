create schema app;
alter default privileges grant select on tables to bob with grant option;
alter default privileges in schema app grant select on tables to carol;
alter default privileges in schema app grant select on tables to public;
