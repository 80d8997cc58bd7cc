create table e (t int not null, k text) ;
create table e1 () inherits (e);
create table e2 () inherits (e);
create table e2a () inherits (e2);
insert into e values (1, 'k'), (2, 'b');
alter table e add column source text not null default 'web', add column n int default 5, add column o int, add column d date default current_date;
alter table e1 alter column source set default 'api', alter column n drop default, alter column o set default 7;
alter table e2 alter column n set default 6;
alter table e2a alter column d drop default;
