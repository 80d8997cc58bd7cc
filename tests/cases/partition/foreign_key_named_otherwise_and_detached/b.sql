create table users (id int primary key);
create table t (id int, u int) partition by range (id);
create table t1 (id int, u int, constraint t1_u_other foreign key (u) references users);
create table t2 (id int, u int, constraint t2_u_other foreign key (u) references users on delete cascade);
create table t3 (id int, u int, constraint t3_u_other foreign key (u) references users on delete cascade);
alter table t attach partition t2 for values from (10) to (20);
alter table t attach partition t3 for values from (20) to (30);
alter table t add constraint t_u_fk foreign key (u) references users on delete cascade;
insert into users values (1); insert into t values (11,1);
