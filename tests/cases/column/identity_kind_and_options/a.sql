create table t (id bigint generated always as identity (start with 10 increment by 10 minvalue 1 maxvalue 1000 cache 3 cycle));
