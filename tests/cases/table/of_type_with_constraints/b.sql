create type person as (id int, name text, born date);
create table people of person (id with options primary key, name not null default 'x', check (born > '1900-01-01'));
