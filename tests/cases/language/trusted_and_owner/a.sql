create language lg handler plpgsql_call_handler;
comment on language lg is 'x';
create function f() returns int language lg as 'begin return 1; end';
