create schema "Op s";
create function f(text) returns int language sql immutable as 'select 1';
create operator "Op s".!!# (function = f, rightarg = text);
create view v as select operator("Op s".!!#) 'x' as y;
