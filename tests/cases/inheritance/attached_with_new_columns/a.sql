create table t (own int);
insert into t values (1);
