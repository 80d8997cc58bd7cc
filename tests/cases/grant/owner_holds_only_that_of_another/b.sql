create table t(a int);
alter table t owner to bob;
