create table t (a int, b int, c int);
create function f() returns trigger language plpgsql as 'begin return new; end';
create trigger tr before update of a, b on t for each row when (new.a > 1) execute function f();
comment on trigger tr on t is 'x';
