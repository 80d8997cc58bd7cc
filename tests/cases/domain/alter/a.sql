create domain d as int default 1 constraint above check (value > 0);
create table t (id int, v d);
insert into t values (1, 50);
