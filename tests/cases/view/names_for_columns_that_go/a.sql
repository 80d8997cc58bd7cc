create table t (a integer);
create view v as select a from t;
create table inner_one (a integer, c integer);
create table outer_one (a integer, b integer);
create view joined as select a, b, c from outer_one join inner_one using (a);
