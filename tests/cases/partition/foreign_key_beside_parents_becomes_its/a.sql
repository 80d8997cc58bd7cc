create table r (id int primary key);
create table p (a int, k int, constraint f foreign key (a) references r) partition by list (k);
create table c partition of p for values in (1);
create table "D d" (a int, k int, constraint "G" foreign key (a) references r deferrable);
alter table p attach partition "D d" for values in (2);
insert into r values (1);
insert into p values (1, 1), (1, 2);
