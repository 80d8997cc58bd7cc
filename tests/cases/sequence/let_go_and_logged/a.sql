create sequence q2;
create table t2 (id integer);
