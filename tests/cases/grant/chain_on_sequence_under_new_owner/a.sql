create table t (a serial);
alter table t owner to alice;
grant usage on sequence t_a_seq to bob with grant option;
set role bob;
grant usage on sequence t_a_seq to carol with grant option;
reset role;
