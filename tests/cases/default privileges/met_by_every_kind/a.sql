alter default privileges grant select on tables to alice;
alter default privileges grant execute on functions to bob;
alter default privileges revoke execute on functions from public;
alter default privileges grant usage on types to carol;
alter default privileges grant usage on sequences to carol with grant option;
alter default privileges grant usage on schemas to carol;
create table old (x int);
