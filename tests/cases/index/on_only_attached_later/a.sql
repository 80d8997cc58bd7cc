-- Found by random pairs: what else waits for the attachment must not let the index come before it.
create table t (id int, k int) partition by list (k);
create table t1 partition of t for values in (1);
create index parent on t (k, id);
create table r (id int primary key);
alter table t add constraint f foreign key (id) references r;
