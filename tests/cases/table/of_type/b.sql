create type person as (id int, name text);
create table people of person;
