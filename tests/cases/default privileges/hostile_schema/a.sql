create schema "S;-- ""x"; alter default privileges in schema "S;-- ""x" grant select on tables to alice;
create table "S;-- ""x".t (x int);
