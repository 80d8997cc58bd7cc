create type pair as (a int, b text);
create table t (id int primary key, p pair);
insert into t values (1, row(1, 'x'));
