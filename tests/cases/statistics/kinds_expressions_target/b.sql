create table t (a bigint, b int, c varchar(9));
create statistics s1 (dependencies, mcv) on a, b from t;
alter statistics s1 set statistics 99;
create statistics s2 (ndistinct) on (a * b), c from t;
alter statistics s2 owner to alice;
comment on statistics s2 is 's';
