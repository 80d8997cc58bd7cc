-- Partitions have the parent's foreign key under names of their own; one of them changes its name with the key.
create table users (id int primary key);
create table t (id int, u int, k text) partition by range (id);
create table t1 (id int, u int, k text, constraint t1_u_other foreign key (u) references users);
create table t2 (id int, u int, k text, constraint "T2 ""fk" foreign key (u) references users) partition by list (k);
create table t2a partition of t2 for values in ('a');
create table t3 (id int, u int, k text, constraint t3_user foreign key (u) references users);
alter table t add constraint t_u_fk foreign key (u) references users;
alter table t attach partition t1 for values from (0) to (10);
alter table t attach partition t2 for values from (10) to (20);
alter table t attach partition t3 for values from (20) to (30);
insert into users values (1);
insert into t values (1, 1, 'a'), (11, 1, 'a'), (21, 1, 'a');
