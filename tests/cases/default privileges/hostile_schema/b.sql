create schema "S;-- ""x"; alter default privileges in schema "S;-- ""x" grant insert on tables to bob;
create table "S;-- ""x".t (x int); create table "S;-- ""x".u (x int);
