create schema app;
alter default privileges grant select, insert on tables to bob;
alter default privileges in schema app grant all on tables to carol;
alter default privileges revoke execute on functions from public;
