create table t (id int, at date) partition by range (at);
create table t_2020 partition of t for values from ('2020-01-01') to ('2021-01-01');
create table t_2021 partition of t for values from ('2021-01-01') to ('2022-01-01');
create index on t (id);
