create language "l ;""" handler plpgsql_call_handler;
create schema "s.";
create type "s."."t """ as enum ('y');
create function "s."."i """(internal) returns internal language internal immutable as 'textin';
create transform for "s."."t """ language "l ;""" (from sql with function "s."."i """(internal));
