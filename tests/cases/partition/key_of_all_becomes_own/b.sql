create table root (k integer, y integer not null default 2) partition by list (k);
create table r (k integer, y integer not null default 2);
alter table r add constraint r_k primary key (k);
alter table root attach partition r for values in (3);
