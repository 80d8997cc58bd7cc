create table base (a int not null);
create table child () inherits (base);
alter table child alter a set not null;
alter table base alter a drop not null;
alter table child alter a set not null;
