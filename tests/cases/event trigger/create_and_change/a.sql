create function f() returns event_trigger language plpgsql as $$ begin end $$;
create event trigger changed on ddl_command_end execute function f();
create event trigger dropped on sql_drop execute function f();
comment on event trigger changed is 'x';
