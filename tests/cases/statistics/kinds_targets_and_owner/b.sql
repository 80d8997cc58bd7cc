create table t (a int, b int, c text);
create statistics s1 (ndistinct, mcv) on a, b, c from t;
create statistics s2 on (a - b), (lower(c)) from t;
alter statistics s2 set statistics 0;
create schema "s ;";
create statistics "s ;"."x """ on (a % 3) from t;
alter statistics "s ;"."x """ owner to alice;
