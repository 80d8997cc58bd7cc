create domain d as text collate "POSIX";
create table t (v d);
