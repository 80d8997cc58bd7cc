create table r (id int primary key);
create table p (a int, k int) partition by list (k);
create table d partition of p for values in (2);
alter table d add constraint f foreign key (a) references r deferrable;
insert into r values (1);
insert into p values (1, 2);
