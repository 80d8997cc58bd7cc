create function lg() returns trigger language plpgsql as $$ begin return new;
end $$;
create table e (id int) partition by range (id);
create table e1 partition of e for values from (0) to (1);
create trigger zz after insert on e for each row execute function lg();
alter table e1 disable trigger zz;
create table e2 partition of e for values from (1) to (2);
