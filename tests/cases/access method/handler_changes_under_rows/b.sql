create function hh(internal) returns table_am_handler language internal as 'heap_tableam_handler';
create access method am type table handler hh;
create table t (a int primary key, b text) using am;
insert into t values (1,'x');
create index on t (b);
create view v as select * from t;
create materialized view mv using am as select * from t;
create index on mv (b);
comment on access method am is 'two';
