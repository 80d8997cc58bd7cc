create sequence q;
create view t as select 1::bigint as id;
alter sequence q owned by t.id;
