create table users (id int primary key);
create table t (id int, u int, constraint t_u_fk foreign key (u) references users) partition by range (id);
create table t1 partition of t for values from (0) to (10);
insert into users values (1);
insert into t values (1, 1);
