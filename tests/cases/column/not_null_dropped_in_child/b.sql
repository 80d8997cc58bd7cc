-- Up to PostgreSQL 17 a child's column may be null though its parent's may not.
create table parent (id integer not null, note text);
create table child () inherits (parent);
create table other () inherits (parent);
create table grandchild (more text) inherits (child);
do $$ begin
    if current_setting('server_version_num')::int < 180000 then
        execute 'alter table child alter id drop not null';
    end if;
end $$;
