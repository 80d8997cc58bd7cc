create table t (id int);
create schema s;
create function s.trg() returns trigger language plpgsql as $$ begin return null; end $$;
create trigger a before insert on t for each row execute function s.trg('x', 'it''s');
create trigger b after insert on t referencing new table as n for each statement execute function s.trg();
alter table t enable always trigger a;
