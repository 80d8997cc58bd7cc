create table t (a int, b int);
create statistics s (dependencies) on a, b from t;
alter statistics s set statistics 0;
comment on statistics s is 'kept';
