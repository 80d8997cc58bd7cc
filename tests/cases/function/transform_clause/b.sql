create extension hstore;
create language plx handler plpgsql_call_handler;
create function x(internal) returns internal language internal immutable as 'textin';
create transform for hstore language plx (from sql with function x(internal));
create function f(hstore) returns bigint transform for type hstore language plx as 'x';
