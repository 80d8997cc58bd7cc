create type person as (id int, name text, born date);
create table people of person;
