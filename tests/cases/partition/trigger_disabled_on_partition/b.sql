create function touch() returns trigger language plpgsql as $$ begin return new; end $$;
create table t (id int, k int) partition by range (k);
create table t1 partition of t for values from (0) to (10);
create trigger on_all before insert on t for each row execute function touch();
alter table t1 disable trigger on_all;
