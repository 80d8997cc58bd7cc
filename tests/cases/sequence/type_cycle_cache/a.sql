create sequence s as smallint increment 5 minvalue 5 maxvalue 100 start 10 cache 3 cycle;
create table t (id int default nextval('s'));
