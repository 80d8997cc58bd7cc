create table t (a int check (a > 0), b int generated always as (a * 2) virtual, c text);
insert into t values (1);
comment on column t.b is 'twice';
grant select (b) on t to alice;
create view v as select b from t;
