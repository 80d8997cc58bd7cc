create table t (a int);
create table u (a int);
create function f() returns trigger language plpgsql as 'begin return new; end';
create constraint trigger c after insert on t from u not deferrable for each row execute function f();
