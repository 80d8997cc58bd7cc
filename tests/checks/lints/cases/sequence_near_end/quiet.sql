create table t (id serial);
select setval('t_id_seq', 30000);
create sequence never;
create sequence round maxvalue 10 cycle;
select setval('round', 10);
