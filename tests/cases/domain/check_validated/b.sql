create domain d as int constraint above check (value > 0);
create table t (v d);
