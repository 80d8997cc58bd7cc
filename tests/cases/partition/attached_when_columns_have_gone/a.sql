-- Columns that neither side is to have are in use until a policy is altered, and ATTACH wants the same on both sides.
create table t (id int, k int, "W w" text) partition by range (k);
create table a (id int, k int, "W w" text);
create table b partition of t for values from (10) to (20);
create policy p on a using (id > 0 or "W w" <> '');
create policy p on b using (id > 0 or "W w" <> '');
insert into a values (1, 1, 'w');
insert into t values (1, 11, 'w');
