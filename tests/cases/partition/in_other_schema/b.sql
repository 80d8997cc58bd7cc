create schema archive;
create table t (id int primary key, v text) partition by hash (id);
create table archive.t0 partition of t for values with (modulus 2, remainder 0);
create table archive.t1 partition of t for values with (modulus 2, remainder 1);
