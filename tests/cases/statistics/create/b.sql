create table t (a int, b int, c text);
create statistics s1 on a, b from t;
create statistics s2 (ndistinct, mcv) on a, c from t;
alter statistics s2 set statistics 500;
comment on statistics s2 is 'how a and c go together';
alter statistics s1 owner to alice;
