create materialized view mv as select 1 a;
create unique index u on mv (a);
alter table mv replica identity nothing;
