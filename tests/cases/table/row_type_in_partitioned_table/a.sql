create table t (a int, b text);
create table u (i int, r t) partition by list (i);
create table u1 partition of u for values in (1);
insert into u values (1, row(1, 'x'));
