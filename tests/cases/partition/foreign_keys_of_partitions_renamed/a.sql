create table r (id int primary key);
create table p (a int, k int, constraint f foreign key (a) references r) partition by list (k);
create table d (a int, k int, constraint "Z z" foreign key (a) references r) partition by list (a);
create table s (a int, k int, constraint y foreign key (a) references r);
alter table d attach partition s for values in (1);
alter table p attach partition d for values in (2);
insert into r values (1); insert into p values (1, 2);
