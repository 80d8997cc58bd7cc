create table e (t int not null, k text) ;
create table e1 () inherits (e);
create table e2 () inherits (e);
create table e2a () inherits (e2);
insert into e values (1, 'k'), (2, 'b');
