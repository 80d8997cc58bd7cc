create table t (id int);
create materialized view m as select id from t;
create unique index i on m (id);
create index j on m ((id + 1));
