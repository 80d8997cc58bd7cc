create extension moddatetime;
create table t(a timestamp, b timestamp);
create trigger m before update on t for each row execute function moddatetime(a);
