-- finds: sequence public.t_id_seq
-- finds: sequence public.down
-- finds: sequence public.wide_id_seq
create table t (id smallserial);
select setval('t_id_seq', 30000);
create sequence down increment -1 minvalue -100 maxvalue -1 start -1;
select setval('down', -95);
create sequence wide_id_seq;
create table wide (id int default nextval('wide_id_seq'));
alter sequence wide_id_seq owned by wide.id;
select setval('wide_id_seq', 2000000000);
