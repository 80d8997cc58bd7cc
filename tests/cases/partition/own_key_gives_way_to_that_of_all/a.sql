create table root (k integer) partition by list (k);
create table r partition of root for values in (3);
alter table r add constraint r_k primary key (k);
alter table root add constraint root_k primary key (k);
