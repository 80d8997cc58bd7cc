create table t (a int check (a > 0), b int generated always as (a * 3) virtual, c text);
comment on column t.b is 'twice';
grant select (b) on t to alice;
create view v as select b from t;
