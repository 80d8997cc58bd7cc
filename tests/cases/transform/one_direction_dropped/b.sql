create language lg handler plpgsql_call_handler;
create function i2(internal) returns internal language internal immutable as 'textin';
create function o(internal) returns int language internal immutable as 'textin';
create transform for int language lg (from sql with function i2(internal));
create transform for text language lg (from sql with function i2(internal));
