create type person as (id int, name text);
create table people of person;
insert into people values (1, 'x');
