create table par(id bigint);
create table ch(id bigint generated always as identity) inherits (par);
