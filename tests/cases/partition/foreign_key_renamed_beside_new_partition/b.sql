create table keys (x integer primary key);
create table r (k integer, x integer) partition by range (k);
create table s partition of r for values from (minvalue) to (5);
create table t (k integer, x integer);
alter table r attach partition t for values from (5) to (maxvalue);
alter table r add constraint root_f foreign key (x) references keys;
