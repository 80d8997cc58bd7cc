create table t (a int generated always as identity, b int);
create view v as select last_value from t_a_seq;
create table u (d int default nextval('t_a_seq'), e int default 1);
insert into t (b) values (1);
