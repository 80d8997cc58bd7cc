create table top (id bigint); create table l () inherits (top); create table r (x bigint) inherits (top); create table bot () inherits (r, l); alter table top add check (id > 0);
