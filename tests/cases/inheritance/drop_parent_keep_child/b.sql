create table child (id int, v text default 'x', w int, constraint base_id_check check (id > 0));
