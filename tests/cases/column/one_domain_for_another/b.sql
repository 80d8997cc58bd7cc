create domain b as bigint check (value > 0);
create table t (x b, y b[], z b);
create view v as select x from t;
insert into t values (1,'{2}',3);
