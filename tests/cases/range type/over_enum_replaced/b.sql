create type level as enum ('c', 'b', 'a');
create type levels as range (subtype = level);
create table t (id int, r levels default '[b,a]');
