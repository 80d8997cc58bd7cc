create table t (b integer);
create view v as select q.a from t q (a);
create table inner_one (c integer, x integer);
create table outer_one (a integer, b integer);
create view joined as select a, b, c from outer_one join inner_one q (c, a) using (a);
