create materialized view m as select 1 as a, 2 as b;
create index i on m (a);
create view v as select a from m;
comment on column m.b is 'y';
