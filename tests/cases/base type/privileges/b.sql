create type b;
create function bi(cstring) returns b language internal immutable strict as 'textin';
create function bo(b) returns cstring language internal immutable strict as 'textout';
create type b (input = bi, output = bo);
revoke usage on type b from public;
grant usage on type b to alice;
