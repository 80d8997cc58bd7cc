create table p (a int);
create table k () inherits (p);
create table k2 () inherits (p);
alter table p add constraint n not null a not valid;
alter table k2 validate constraint n;
