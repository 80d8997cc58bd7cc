create table t (a int);
create policy p on t to alice using (a > 1);
