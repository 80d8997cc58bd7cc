create type person as (id int, name text);
create table people (id int, name text);
