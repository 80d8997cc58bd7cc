-- Members are born with the default privileges in force, which change in the same plan or came after the extension.
alter default privileges revoke execute on functions from public;
alter default privileges grant execute on functions to alice with grant option;
alter default privileges grant select on tables to carol;
create schema "X";
alter default privileges in schema "X" grant usage on types to bob;
create extension pg_stat_statements schema "X";
