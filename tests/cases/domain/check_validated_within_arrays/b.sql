create domain d as int constraint positive check (value > 0);
create table t (x d, y d[], leaves int[], comes d[]);
create table left_alone (x d);
create table "new" (y d[]);
create materialized view mv as select array[1]::d[] as y;
create unique index on mv (y);
comment on materialized view mv is 'kept';
create table generated (x d, y d[] generated always as (array[x]) stored);
