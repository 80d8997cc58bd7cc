create language lg handler plpgsql_call_handler;
create function f(int) returns int language lg as 'x';
create view v as select f(2);
