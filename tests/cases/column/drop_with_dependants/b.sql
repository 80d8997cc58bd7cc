create table t (id int primary key);
create view v as select id, 1 as a, 2 as b from t;
create view w as select id, b from v;
create policy p on t using (id = 1);
create function touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger tr before update of id on t for each row execute function touch();
create rule r as on update to t where new.id > 1 do instead nothing;
