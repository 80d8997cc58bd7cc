create function handler() returns language_handler language c as '$libdir/plpgsql', 'plpgsql_call_handler';
create function inline_handler(internal) returns void language c as '$libdir/plpgsql', 'plpgsql_inline_handler';
create function validator(oid) returns void language c as '$libdir/plpgsql', 'plpgsql_validator';
create language lang handler handler inline inline_handler;
comment on language lang is 'old';
create function f() returns int language lang as 'begin return 1; end';
