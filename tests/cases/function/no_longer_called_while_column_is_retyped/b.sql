create table u (id int);
create function gr(u) returns int language sql immutable return 1;
create view v as select id as x from u;
