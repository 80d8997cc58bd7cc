create type t;
create function t_in(cstring) returns t language internal immutable strict as 'textin';
create function t_out(t) returns cstring language internal immutable strict as 'textout';
create type t (input = t_in, output = t_out);
