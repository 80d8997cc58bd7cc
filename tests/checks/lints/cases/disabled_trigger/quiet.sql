create function touch() returns trigger language plpgsql as 'begin return new; end';
create table t (id int primary key, parent int references t);
create trigger touched before update on t for each row execute function touch();
create trigger always after update on t for each row execute function touch();
alter table t enable always trigger always;
