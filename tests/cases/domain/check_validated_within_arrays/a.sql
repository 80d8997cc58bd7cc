create domain d as int;
alter domain d add constraint positive check (value > 0) not valid;
create table t (x d, y d[], leaves d[], gone d[], comes int[]);
create table left_alone (x d);
create materialized view mv as select array[1]::d[] as y;
create unique index on mv (y);
comment on materialized view mv is 'kept';
create table generated (x d, y d[] generated always as (array[x]) stored);
insert into t values (1, '{1}', '{2}', '{3}', '{4}');
