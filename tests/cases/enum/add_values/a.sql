create type mood as enum ('b', 'd');
create table t (id int, m mood default 'b');
insert into t values (1, 'b'), (2, 'd');
