create schema s;
create function s.handler() returns language_handler language c as '$libdir/plpgsql', 'plpgsql_call_handler';
create function validator(oid) returns void language c as '$libdir/plpgsql', 'plpgsql_validator';
create trusted language lang handler s.handler validator validator;
comment on language lang is 'new';
create function f() returns int language lang as 'begin return 1; end';
