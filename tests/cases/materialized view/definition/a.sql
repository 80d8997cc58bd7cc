create table t (id int, v text);
create materialized view m as select id, v from t;
create unique index m_id on m (id);
create view on_m as select id from m;
comment on materialized view m is 'mat';
comment on index m_id is 'index';
grant select on m to bob;
alter materialized view m cluster on m_id;
alter materialized view m alter column v set statistics 50;
