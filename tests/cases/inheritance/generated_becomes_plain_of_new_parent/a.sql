create table p (a int, b int);
create table k (a int, b int generated always as (a + 1) stored);
insert into k values (1);
