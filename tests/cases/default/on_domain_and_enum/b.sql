create type mood as enum ('a', 'b');
create domain d as int default 6;
create table t (m mood default 'b', d d default 7);
