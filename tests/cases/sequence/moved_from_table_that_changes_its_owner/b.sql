create table t (a int);
create table u (a int);
create sequence s owned by u.a;
alter table t owner to bob;
alter table u owner to alice;
