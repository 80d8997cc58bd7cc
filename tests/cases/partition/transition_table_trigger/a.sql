create table p (a int) partition by list (a);
create table c partition of p for values in (1);
create function f() returns trigger language plpgsql as 'begin return null; end';
create trigger t after insert on p referencing new table as n for each statement execute function f();
