create table u (id bigint);
create function gr(u) returns int language sql immutable return 1;
create view v as select gr(u) as x from u;
