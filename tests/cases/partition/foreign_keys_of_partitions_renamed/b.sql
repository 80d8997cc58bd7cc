create table r (id int primary key);
create table p (a int, k int) partition by list (k);
create table d (a int, k int) partition by list (a);
create table s partition of d for values in (1);
alter table p attach partition d for values in (2);
alter table p add constraint f foreign key (a) references r;
insert into r values (1); insert into p values (1, 2);
