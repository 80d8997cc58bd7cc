create domain d as int default 2 not null constraint above check (value > 10) constraint below check (value < 100);
create table t (id int, v d);
