create type b;
create function bi(s cstring) returns b language internal immutable strict as 'textin';
create function bo(v b) returns cstring language internal immutable strict as 'textout';
create function br(i internal) returns b language internal immutable strict as 'textrecv';
create type b (input = bi, output = bo, receive = br);
create table t (x b);
