create sequence t2_n_seq;
create unlogged table t1 (n bigint);
create table t2 (n bigint) partition by list (n);
alter sequence t2_n_seq owned by t1.n;
