create materialized view m as select 1 as a, 'x'::text as b;
create index i on m (a);
