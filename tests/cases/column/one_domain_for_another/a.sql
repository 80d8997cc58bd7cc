create domain a as int check (value > 0);
create table t (x a, y a[], z int);
create view v as select x from t;
insert into t values (1,'{2}',3);
