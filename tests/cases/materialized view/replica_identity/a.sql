create materialized view mv as select 1 a;
alter table mv replica identity full;
