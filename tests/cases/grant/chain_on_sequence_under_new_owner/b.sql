create table t (a serial);
alter table t owner to carol;
grant usage on sequence t_a_seq to bob with grant option;
set role bob;
grant usage on sequence t_a_seq to alice with grant option;
reset role;
