create table a (x int);
create sequence a_id_seq start 100;
alter table a alter x set default nextval('a_id_seq');
