create table t (a bigint, b varchar(10) not null default 'q');
create table u (i int, r t) partition by list (i);
create table u1 partition of u for values in (1);
insert into u values (1, row(1, 'x'));
