create table root (k integer, x text) partition by list (k);
create table r partition of root for values in (3, 13, null) partition by range (k);
create table s partition of r for values from (minvalue) to (5);
create index s_i on s (x);
create index root_i on root (x);
