create type level as enum ('a', 'b', 'c');
create type levels as range (subtype = level);
create table t (id int, r levels default '[a,b]');
insert into t values (1, '[b,b]');
