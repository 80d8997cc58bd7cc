create table parent (note text, id integer);
create table root (id integer not null);
create table child (note text, id integer);
create table grandchild () inherits (child);
do $$ begin
    if current_setting('server_version_num')::int < 180000 then
        execute 'alter table child alter id set not null';
        execute 'alter table child inherit root';
        execute 'alter table only child alter id drop not null';
    end if;
end $$;
