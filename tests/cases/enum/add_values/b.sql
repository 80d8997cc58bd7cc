create type mood as enum ('a', 'b', 'c', 'd', 'e');
create table t (id int, m mood default 'b');
