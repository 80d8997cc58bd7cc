create table e (t int not null, k text) partition by list (t);
create table e1 partition of e for values in (1);
create table e2 partition of e for values in (2) partition by range (k);
create table e2a partition of e2 for values from ('a') to ('z');
insert into e values (1, 'k'), (2, 'b');
alter table e add column "The Source" text not null default 'web', add column n int default 5, add column o int, add column d date default current_date;
alter table e1 alter column "The Source" set default 'api', alter column n drop default, alter column o set default 7;
alter table e2 alter column n set default 6;
alter table e2a alter column d drop default;
