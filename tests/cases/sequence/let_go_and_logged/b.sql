create unlogged sequence q2;
create table t2 (id integer) partition by list (id);
alter sequence q2 owned by t2.id;
