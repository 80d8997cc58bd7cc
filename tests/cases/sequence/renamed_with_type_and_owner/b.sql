create table a (a bigint);
create sequence foo owned by a.a;
alter table a owner to alice;
create table b (a bigserial);
alter sequence b_a_seq rename to bar;
alter table b owner to alice;
grant select on sequence bar to carol;
