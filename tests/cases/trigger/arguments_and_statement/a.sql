create table t (a int);
create function f() returns trigger language plpgsql as 'begin return new; end';
create trigger a1 before insert on t for each row execute function f('1', 'it''s', 'x"y');
create trigger a2 after truncate on t for each statement execute function f();
