create function no() returns event_trigger language plpgsql as $$ begin raise exception 'no ddl'; end $$;
create function never() returns event_trigger language plpgsql as $$ begin raise exception 'never'; end $$;
create event trigger gone on ddl_command_end execute function no(); alter event trigger gone disable;
create event trigger off on ddl_command_start execute function no(); alter event trigger off disable;
create event trigger "h ""x;--" on sql_drop execute function never(); alter event trigger "h ""x;--" disable;
comment on event trigger "h ""x;--" is 'says another thing';
create table t (x int); insert into t values (1);
create type mood as enum ('sad');
alter event trigger gone enable; alter event trigger off enable; alter event trigger "h ""x;--" enable;
