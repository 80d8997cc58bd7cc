create table log (x text); create table other (y int);
create function e() returns event_trigger language plpgsql as $$ begin raise exception 'no ddl'; end $$;
create schema zzz; create table zzz.t (x int);
create event trigger et on ddl_command_end execute function e();
