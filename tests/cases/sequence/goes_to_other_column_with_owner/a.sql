create table t2 (id smallserial, n int);
create sequence q2;
alter table t2 owner to bob;
alter sequence q2 owner to bob;
alter sequence q2 owned by t2.n;
