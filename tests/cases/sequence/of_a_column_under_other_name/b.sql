create sequence ids as int; create table t (id int not null default nextval('ids'), b int); alter sequence ids owned by t.id;
create sequence bs increment 2 owned by t.b; alter table t alter b set default nextval('bs');
comment on sequence ids is 'counts on'; grant usage on sequence ids to carol;
create view v as select last_value from bs;
