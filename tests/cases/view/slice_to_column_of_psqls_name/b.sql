create table t(a int[], "PORT" int);
create view v as select a[1: "PORT"] x, a[: "PORT"] y, 'x:"PORT"' z, "PORT"::"char" w from t;
alter table t add check (a[1: "PORT"] is not null);
create index i on t ((a[1: "PORT"]));
