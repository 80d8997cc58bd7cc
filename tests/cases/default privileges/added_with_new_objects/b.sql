create table before_them (id int);
create function before_f() returns int language sql as 'select 1';
alter default privileges grant select on tables to bob;
alter default privileges revoke execute on functions from public;
create table after_them (id int);
create function after_f() returns int language sql as 'select 1';
