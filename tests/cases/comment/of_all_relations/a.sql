create table t (a int constraint ck check (a > 1), b int constraint pk primary key);
create index i on t (a);
create view v as select * from t;
create sequence s;
create materialized view m as select 1 a;
create index mi on m (a);
create policy p on t;
create statistics st on a, b from t;
create rule r as on update to t do nothing;
