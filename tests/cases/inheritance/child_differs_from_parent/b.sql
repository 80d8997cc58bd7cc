create table base (id int default 1, v int);
create table child () inherits (base);
alter table child alter id set default 5, alter v set not null;
alter table child alter v set statistics 5;
comment on column child.id is 'own';
grant select (v) on child to bob;
