create domain a as numeric;
create domain b as a check (value > 1);
create domain c as b check (value > 3);
create table t (x c, y c[]);
insert into t values (5, '{6}');
create view v as select x from t;
