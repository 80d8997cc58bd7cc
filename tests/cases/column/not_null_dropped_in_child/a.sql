create table parent (id integer, note text);
create table child () inherits (parent);
create table other () inherits (parent);
insert into parent values (1, 'a');
insert into child values (2, 'b');
