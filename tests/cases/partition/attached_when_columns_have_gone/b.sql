create table t (id int, k int, v text) partition by range (k);
create table a partition of t for values from (0) to (10);
create table b partition of t for values from (10) to (20);
create policy p on a using (id > 0 or v <> '');
create policy p on b using (id > 0 or v <> '');
