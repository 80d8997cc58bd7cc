create function moddatetime() returns trigger language plpgsql as 'begin new.a = now();
return new;
end';
create table t(a timestamp, b timestamp);
create trigger m before insert or update on t for each row execute function moddatetime(b);
