create function fire() returns trigger language plpgsql as 'begin return null; end';
create table fired (id integer, v text) partition by list (id);
create table fired_1 partition of fired for values in (1);
create trigger " FOR EACH ROW " after update on fired for each row execute function fire();
create trigger u after insert on fired for each statement execute function fire();
