create table child (id int, v text default 'x', w int, constraint base_id_check check (id > 0));
insert into child values (1, 'a', 2);
