create table keys (x integer primary key);
create table r (k integer, x integer) partition by range (k);
create table s partition of r for values from (minvalue) to (5);
alter table r add constraint r_f foreign key (x) references keys;
