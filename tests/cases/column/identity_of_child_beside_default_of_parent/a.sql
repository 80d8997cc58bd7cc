create table parent (id integer default 3, note text);
create table child () inherits (parent);
create table bare (more text) inherits (parent);
alter table bare alter id drop default;
insert into child (note) values ('a');
