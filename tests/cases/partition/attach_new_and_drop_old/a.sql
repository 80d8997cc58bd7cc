create table t (id int, at date) partition by range (at);
create table t_2019 partition of t for values from ('2019-01-01') to ('2020-01-01');
create table t_2020 partition of t for values from ('2020-01-01') to ('2021-01-01');
create index on t (id);
insert into t values (1, '2020-02-02');
