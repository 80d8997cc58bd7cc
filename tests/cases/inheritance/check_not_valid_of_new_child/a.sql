create table p (a int);
create table k (constraint c check (a > 0)) inherits (p);
insert into k values (2);
alter table p add constraint c check (a > 0) not valid;
