create table t (a int, "B" int, c int, primary key (a));
create table child (a int references t);
create policy p on child using (a > 0);
insert into t values (1, 2, 3);
insert into child values (1);
