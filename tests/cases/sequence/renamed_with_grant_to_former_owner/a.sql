create table t2 (n bigserial);
alter table t2 owner to alice;
