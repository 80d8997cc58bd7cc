create type b;
create function bi(cstring) returns b language internal immutable strict as 'textin';
create function bo(b) returns cstring language internal immutable strict as 'textout';
create type b (input = bi, output = bo, default = 'a');
create domain d as b;
create type c as (x b, d d);
create table u (c c);
create function f(b, d) returns c language sql as 'select null::c';
create cast (b as text) without function;
