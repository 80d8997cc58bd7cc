create function f(anyelement) returns anyarray language sql as 'select array[$1]';
create function g(anycompatible, anycompatiblearray) returns anycompatible language sql as 'select $1';
create function r(anyrange) returns anymultirange language sql as 'select null::anymultirange';
create table t (x int[] default f(1));
