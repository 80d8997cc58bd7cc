create table t2 (n serial);
alter sequence t2_n_seq rename to q1;
alter table t2 owner to bob;
grant select on sequence q1 to alice;
