create extension citext;
create table people (id int primary key, email citext unique, note text);
create function find(e citext) returns int language sql as $$ select id from people where email = e $$;
create index on people (email);
