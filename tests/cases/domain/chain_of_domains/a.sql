create domain a as int;
create domain b as a check (value > 1);
create domain c as b check (value > 2);
create table t (x c, y c[]);
insert into t values (5, '{6}');
create view v as select x from t;
