create table t (a int);
create function f() returns trigger language plpgsql as 'begin return null; end';
create trigger a1 before insert on t for each row execute function f('1', 'it''s;', 'x"z');
create trigger a2 before truncate on t for each statement execute function f();
comment on trigger a2 on t is 'yes';
