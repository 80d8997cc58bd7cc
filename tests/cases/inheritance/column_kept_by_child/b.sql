create table p (id bigint);
create table keeps (n text) inherits (p);
create table loses () inherits (p);
insert into keeps values (1, 'x');
