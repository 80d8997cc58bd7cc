create table e (id int, w int);
create table q () inherits (e);
insert into q values (1, 2);
