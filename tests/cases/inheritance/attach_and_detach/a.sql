create table base (id int, v text, check (id > 0));
create table a (id int, v text, check (id > 0), constraint base_id_check check (id > 0)) ;
create table b () inherits (base);
insert into b values (1, 'x');
insert into a values (1, 'x'), (2, null);
