create table t (a int, b int, c text);
create statistics s (mcv) on (a % 10), (upper(c)), b from t;
create statistics one on (a + b) from t;
