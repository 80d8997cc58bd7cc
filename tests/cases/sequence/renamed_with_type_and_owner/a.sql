create table a (a int);
create sequence s owned by a.a;
create table b (a smallserial);
alter table b owner to bob;
grant usage on sequence b_a_seq to carol;
