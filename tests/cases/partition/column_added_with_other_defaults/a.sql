create table e (t int not null, k text) partition by list (t);
create table e1 partition of e for values in (1);
create table e2 partition of e for values in (2) partition by range (k);
create table e2a partition of e2 for values from ('a') to ('z');
insert into e values (1, 'k'), (2, 'b');
