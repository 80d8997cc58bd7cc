create trusted language lg handler plpgsql_call_handler inline plpgsql_inline_handler validator plpgsql_validator;
create function f() returns int language lg as 'begin return 2; end';
alter language lg owner to alice;
