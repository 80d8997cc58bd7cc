create table p (id bigint, n text);
create table keeps () inherits (p);
create table loses () inherits (p);
insert into keeps values (1, 'x');
