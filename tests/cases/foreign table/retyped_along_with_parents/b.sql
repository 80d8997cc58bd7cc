-- PostgreSQL takes no USING where foreign tables inherit the column.
create type "E" as enum ('a', 'b');
create foreign data wrapper w;
create server "S" foreign data wrapper w;
create table p (id int primary key, a int not null check (a <> 0), e "E" default 'a');
create table m () inherits (p);
create foreign table "F" (z int default 5, a int default '6') inherits (p) server "S" options ("table" 'x''y');
create foreign table g () inherits (m) server "S";
alter foreign table g alter a options (column_name 'z');
comment on column g.a is 'from elsewhere';
create view v as select a, z from "F";
create table "part" (id int, a int default '5', e "E") partition by range (id);
create foreign table "part A" partition of part (a default '6') for values from (1) to (10) server "S";
create table part_b partition of part for values from (10) to (20);
create trigger t before insert on "part A" for each row execute function suppress_redundant_updates_trigger();
insert into p values (1, 2);
insert into m values (1, 3, 'b');
insert into part values (11, 4, 'b');
