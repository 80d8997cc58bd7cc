create language lg handler plpgsql_call_handler;
create function i(internal) returns internal language internal immutable as 'textin';
create function o(internal) returns int language internal immutable as 'textin';
create transform for int language lg (from sql with function i(internal), to sql with function o(internal));
comment on transform for int language lg is 'x';
