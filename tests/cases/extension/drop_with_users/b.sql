create table people (id int primary key, email text unique, note text);
create function find(e text) returns int language sql as $$ select id from people where email = e $$;
create index on people (email);
