create table t (a int, b int, c int);
create statistics s on a, b from t;
create statistics u on b, c from t;
