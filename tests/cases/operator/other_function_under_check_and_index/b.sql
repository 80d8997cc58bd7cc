create function f(int, text) returns bool language sql immutable as 'select true';
create function g(int, text) returns bool language sql immutable as 'select true';
create operator @@@ (function = g, leftarg = int, rightarg = text);
create table t (a int, b text, check (a @@@ b));
create index ti on t (b) where 1 @@@ b;
comment on operator @@@ (int, text) is 'op2';
alter operator @@@ (int, text) owner to bob;
