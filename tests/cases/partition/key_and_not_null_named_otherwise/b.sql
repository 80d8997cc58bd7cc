create table t (id int, k int) partition by list (k);
create table t1 (id int not null, k int not null, constraint custom primary key (id, k));
alter table t add primary key (id, k);
alter table t attach partition t1 for values in (1);
