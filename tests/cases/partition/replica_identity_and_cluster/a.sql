create table t (id int not null, k int not null, unique (id, k)) partition by list (k);
create table t1 partition of t for values in (1);
