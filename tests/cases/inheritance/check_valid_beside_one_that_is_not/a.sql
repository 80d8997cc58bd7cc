create table p (a int);
create table k () inherits (p);
alter table k add constraint c check (a > 0) not valid;
alter table p add constraint c check (a > 0) not valid;
