create function f() returns event_trigger language plpgsql as $$ begin end $$;
create event trigger changed on ddl_command_start when tag in ('CREATE TABLE', 'DROP TABLE') execute function f();
create event trigger "Added ""one""" on table_rewrite execute function f();
alter event trigger changed disable;
alter event trigger "Added ""one""" enable always;
comment on event trigger "Added ""one""" is 'y';
create table t (id int);
