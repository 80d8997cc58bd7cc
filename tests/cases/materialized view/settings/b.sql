create materialized view m with (fillfactor = 50, autovacuum_enabled = off) as select 1 as a, 'x'::text as b with no data;
alter materialized view m alter b set storage external;
alter materialized view m alter a set statistics 50;
create index i on m (a);
alter materialized view m cluster on i;
alter materialized view m owner to alice;
