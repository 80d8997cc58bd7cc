create table p (a int) partition by list (a);
create table k partition of p for values in (1);
alter table p add constraint n not null a not valid;
alter table k validate constraint n;
