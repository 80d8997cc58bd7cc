create type t;
create function t_in(cstring) returns t language internal immutable strict as 'int4in';
create function t_out(t) returns cstring language internal immutable strict as 'int4out';
create type t (input = t_in, output = t_out, like = int4);
create table u (a int);
