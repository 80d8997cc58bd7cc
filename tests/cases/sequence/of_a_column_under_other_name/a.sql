create table t (id serial, b int); create sequence "old ""s" owned by t.b; alter table t alter b set default nextval('"old ""s"');
insert into t default values;
comment on sequence t_id_seq is 'counts'; grant usage on sequence t_id_seq to bob;
create view v as select last_value from "old ""s";
