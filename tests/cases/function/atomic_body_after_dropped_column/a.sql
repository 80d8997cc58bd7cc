-- EXCLUDED is a whole row: the function is made when the column has gone, and that goes when the policy is altered.
create table t (id int primary key, n int, gone int);
create policy p on t using (n > 0 or gone > 0);
insert into t values (1, 2, 3);
