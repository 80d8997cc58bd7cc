create table r (id int primary key);
create table p (a int, k int primary key, constraint f foreign key (a) references r deferrable) partition by list (k);
create table d (a int, k int primary key, constraint f foreign key (a) references r);
alter table p attach partition d for values in (2);
create table q (k int references p);
insert into r values (1);
insert into p values (1, 2);
insert into q values (2);
