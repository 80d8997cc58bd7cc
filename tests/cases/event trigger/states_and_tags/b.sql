create function e() returns event_trigger language plpgsql as $$ begin null; end $$;
create function e2() returns event_trigger language plpgsql as $$ begin end $$;
create event trigger a on ddl_command_start when tag in ('CREATE TABLE', 'DROP TABLE') execute function e();
create event trigger b on sql_drop execute function e2();
alter event trigger b enable always;
comment on event trigger b is 'bc';
create event trigger "h ""x;--" on table_rewrite execute function e();
create table t (id int); create view v as select * from t;
