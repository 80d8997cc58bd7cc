create function f(anyelement, bool default true) returns anyarray language sql as 'select array[$1]';
create function g(anycompatible, anycompatiblearray) returns anycompatiblearray language sql as 'select $2';
create table t (x int[] default f(1));
