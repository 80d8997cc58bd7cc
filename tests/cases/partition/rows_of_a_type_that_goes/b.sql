create table t (id int, name text) partition by list (id);
create table t1 partition of t default;
insert into t values (1, 'X');
