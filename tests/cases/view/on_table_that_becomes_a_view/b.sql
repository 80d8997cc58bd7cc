create table events (at timestamptz not null, id bigint generated always as identity primary key);
create view stats as select at::date as day, count(*)::int as n from events group by 1;
create view "re cent" as select day from stats where n > 0;
create materialized view kept as select n from stats;
grant select on "re cent" to alice, bob;
comment on materialized view kept is 'still kept';
