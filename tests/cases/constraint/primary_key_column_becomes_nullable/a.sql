-- The column is not null for as long as the key is there, and that goes after what a policy lets go of.
create table t (a int, "B" int, c int, primary key (a, "B"));
create table child (a int, b int, foreign key (a, b) references t);
create policy p on child using (a > 0 or b > 0);
insert into t values (1, 2, 3);
insert into child values (1, 2);
