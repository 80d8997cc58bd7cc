create table t (a int, b int, c text);
create statistics s1 (ndistinct) on a, b from t;
create statistics s2 on (a + b), (lower(c)) from t;
alter statistics s1 set statistics 50;
comment on statistics s1 is 'x';
create schema "s ;";
create statistics "s ;"."x """ on (a % 2) from t;
