create table t (b int, c int);
create function f() returns trigger language plpgsql as 'begin return new; end';
create trigger tr before update of b on t for each row when (old.b is distinct from new.b) execute function f();
comment on trigger tr on t is 'x';
