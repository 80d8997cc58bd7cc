create table t (b int, c int);
create statistics u on b, c from t;
