create table keys (x integer primary key);
create table r (k integer, x integer) partition by list (k);
create table q partition of r for values in (3);
create table t (k integer, x integer);
alter table t add constraint t_f foreign key (x) references keys;
