create view v as select 1 a;
create sequence s owned by v.a;
