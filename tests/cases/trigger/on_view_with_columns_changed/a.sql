create table t (id int, v text);
create view w as select id, v from t;
create function f() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger tr instead of update on w for each row execute function f();
comment on trigger tr on w is 'kept';
