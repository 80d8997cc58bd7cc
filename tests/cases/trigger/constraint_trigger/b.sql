create table t (a int);
create table u (a int);
create function f() returns trigger language plpgsql as 'begin return new; end';
create constraint trigger c after insert or update of a on t from u deferrable initially deferred for each row when (new.a > 2) execute function f();
comment on trigger c on t is 'ct';
