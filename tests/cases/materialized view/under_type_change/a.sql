create type mood as enum ('a', 'b');
create table t (id int, m mood);
create materialized view mv as select m, count(*) as n from t group by m;
create unique index on mv (m);
create materialized view mv2 as select n from mv;
grant select on mv to bob;
alter materialized view mv2 owner to alice;
comment on column mv.n is 'number';
