create table t (id int primary key, p int references t) partition by hash (id);
create table t0 partition of t for values with (modulus 1, remainder 0) partition by range (id);
create table t00 partition of t0 for values from (0) to (10);
insert into t values (1, 1);
