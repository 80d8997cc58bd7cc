create table t (id int primary key, a int, b int default 4, c text, d varchar(10), constraint ck check (a > b));
create index on t (a, b);
create table k (a int, b int);
create table p (a int, b int) partition by range (a);
create table p1 partition of p for values from (0) to (10);
create view v as select a, b from t;
insert into t values (1,3,2,'5','x');
