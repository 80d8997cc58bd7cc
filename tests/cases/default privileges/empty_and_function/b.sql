alter default privileges revoke all on functions from public;
alter default privileges revoke all on functions from postgres;
create function f() returns int language sql as 'select 1';
revoke all on function f() from public;
