create table e (t int not null, k text) partition by list (t);
create table e1 partition of e for values in (1);
insert into e values (1, 'k');
