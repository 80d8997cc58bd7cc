create sequence q;
create view t as select 1::int as id;
alter sequence q owned by t.id;
alter view t owner to bob;
