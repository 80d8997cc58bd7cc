create table t (a int, b date, c text) partition by range (b);
create table t_2020 partition of t for values from ('2020-01-01') to ('2021-01-01');
create table t_2021 partition of t for values from ('2021-01-01') to ('2022-01-01');
insert into t values (1, '2020-05-05', 'x'), (2, '2021-05-05', 'y');
