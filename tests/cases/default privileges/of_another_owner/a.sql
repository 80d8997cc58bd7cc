alter default privileges for role alice grant select on tables to bob;
create table a (x int);
