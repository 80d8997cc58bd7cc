-- finds: trigger touched on public.t
-- finds: trigger on_signup on auth.users
-- finds: foreign key t_parent_fkey on public.t
-- finds: event trigger watch
create function touch() returns trigger language plpgsql as 'begin return new; end';
create table t (id int primary key, parent int references t);
create trigger touched before update on t for each row execute function touch();
create trigger on_signup after insert on auth.users for each row execute function touch();
create function watch() returns event_trigger language plpgsql as 'begin end';
reset role;
alter table t disable trigger all;
alter table auth.users disable trigger on_signup;
create event trigger watch on ddl_command_end execute function watch();
alter event trigger watch disable;
