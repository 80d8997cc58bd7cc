create table keys (x integer primary key);
create table r (k integer, x integer) partition by list (k);
create table q partition of r for values in (3) partition by range (k);
create table t partition of q for values from (5) to (maxvalue);
alter table t add constraint t_f foreign key (x) references keys;
alter table r add constraint r_f foreign key (x) references keys;
