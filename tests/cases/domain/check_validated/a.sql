create domain d as int;
create table t (v d);
alter domain d add constraint above check (value > 0) not valid;
