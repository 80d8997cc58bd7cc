create table t (a int, b date, c text) partition by hash (a);
create table t_0 partition of t for values with (modulus 2, remainder 0);
create table t_1 partition of t for values with (modulus 2, remainder 1);
insert into t values (1, '2020-05-05', 'x'), (2, '2021-05-05', 'y');
