create table p (id int primary key);
create table t (a int, b int);
alter table t add constraint c check (a > 0) not valid;
alter table t add constraint f foreign key (b) references p not valid;
