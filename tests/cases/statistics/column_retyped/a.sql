create table t (a int, b int);
create statistics s on a, b from t;
alter statistics s set statistics 100;
alter statistics s owner to alice;
comment on statistics s is 'stays';
insert into t values (1, 2);
