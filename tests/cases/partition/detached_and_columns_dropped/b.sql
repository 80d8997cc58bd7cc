create table t (id int, k int, w text) partition by range (k);
create table a (id int, k int, w text);
create table b partition of t for values from (10) to (20);
