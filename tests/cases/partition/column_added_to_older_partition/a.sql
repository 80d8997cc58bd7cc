create table e1 (t int not null, k text);
create table e (t int not null, k text) partition by list (t);
alter table e attach partition e1 for values in (1);
insert into e values (1, 'k');
