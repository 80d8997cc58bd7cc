create table users (id int primary key);
create table t (id int, u int) partition by range (id);
create table t1 (id int, u int, constraint t1_u_fk foreign key (u) references users);
alter table t add constraint t_u_fk foreign key (u) references users;
alter table t attach partition t1 for values from (0) to (10);
insert into users values (1);
insert into t values (1, 1);
