create function h2() returns language_handler language c as '$libdir/plpgsql', 'plpgsql_call_handler';
create language lg handler h2;
create function f(int) returns int language lg as 'x';
create table t (x int default f(1));
create view v as select f(2);
