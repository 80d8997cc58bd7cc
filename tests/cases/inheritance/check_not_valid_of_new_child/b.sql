create table p (a int);
alter table p add constraint c check (a > 0) not valid;
create table k () inherits (p);
