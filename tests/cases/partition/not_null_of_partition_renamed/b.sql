create table t (id int primary key, k int constraint second not null) partition by list (id);
create table t1 (id int not null, k int constraint "of its own" not null);
alter table t attach partition t1 for values in (1);
create table t2 partition of t for values in (2) partition by list (id);
create table t21 (k int constraint deeper not null, id int not null);
alter table t2 attach partition t21 for values in (2);
create table r (id int references t);
