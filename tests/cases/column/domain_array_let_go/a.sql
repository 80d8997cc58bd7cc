create domain d as int check (value > 0);
create table t (a d, b d[]);
create view v as select a from t;
insert into t values (2, '{1}');
