create view v as select 2 b, 1 a;
create sequence s owned by v.a;
