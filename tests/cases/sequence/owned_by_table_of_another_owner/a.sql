create table t (a int);
create table u (a int);
alter table u owner to bob;
alter table t owner to alice;
create sequence s owned by none;
alter sequence s owner to alice;
alter sequence s owned by t.a;
