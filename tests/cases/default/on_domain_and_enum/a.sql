create type mood as enum ('a', 'b');
create domain d as int default 5;
create table t (m mood default 'a', d d);
