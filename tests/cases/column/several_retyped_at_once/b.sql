create table t (id bigint primary key, a bigint, b bigint default 4, c int, d varchar(20), constraint ck check (a > b));
create index on t (a, b);
create table k (a bigint, b numeric);
create table p (a bigint, b bigint) partition by range (a);
create table p1 partition of p for values from (0) to (10);
create view v as select a, b from t;
insert into t values (1,3,2,'5','x');
