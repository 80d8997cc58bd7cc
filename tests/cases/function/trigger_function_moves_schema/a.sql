create table t (id int);
create function trg() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger a before insert on t for each row execute function trg('x', 'it''s');
create trigger b after insert on t referencing new table as n for each statement execute function trg();
alter table t disable trigger a;
