alter default privileges for role bob grant select on sequences to alice;
create table t(id int not null);
alter table t owner to bob;
