create table t (a int, b int, c text);
create statistics s on (a % 10), (lower(c)) from t;
