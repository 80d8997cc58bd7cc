create table t (a int);
create policy p on t to bob, carol using (a > 1);
comment on policy p on t is 'p';
