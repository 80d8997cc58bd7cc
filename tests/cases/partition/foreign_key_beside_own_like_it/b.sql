create table r (id int primary key);
create table p (a int references r) partition by list (a);
create table p1 partition of p for values in (1);
alter table p1 add constraint own foreign key (a) references r;
