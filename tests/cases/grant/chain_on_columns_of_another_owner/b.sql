create table t(a int);
alter table t owner to alice;
grant select (a) on t to bob with grant option;
set role bob;
grant select (a) on t to carol, public;
reset role;
create table u(a int);
alter table u owner to carol;
