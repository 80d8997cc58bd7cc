create materialized view shown as select 1 as one;
revoke all on shown from anon, authenticated;
create view plain as select 1 as one;
grant select on plain to anon;
