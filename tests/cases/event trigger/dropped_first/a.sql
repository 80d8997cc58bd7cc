create table log (x text);
create function e() returns event_trigger language plpgsql as $$ begin raise exception 'no ddl'; end $$;
create event trigger et on ddl_command_end execute function e(); alter event trigger et disable;
