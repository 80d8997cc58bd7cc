create type b;
create function bi(s cstring) returns b language internal stable strict as 'textin';
create function bo2(v b) returns cstring language internal immutable strict as 'textout';
create type b (input = bi, output = bo2);
create table t (x b);
