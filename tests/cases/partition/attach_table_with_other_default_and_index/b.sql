create table t (id int default 1, v text) partition by range (id);
create index t_v on t (v);
create table apart partition of t for values from (0) to (10);
alter table apart alter id set default 5;
alter index apart_v_idx rename to apart_v;
