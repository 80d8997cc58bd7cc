create table base (id int, v text, check (id > 0));
create table a (check (id > 0)) inherits (base);
create table b (id int, v text);
alter table b add constraint base_id_check check (id > 0);
insert into b values (1, 'x');
