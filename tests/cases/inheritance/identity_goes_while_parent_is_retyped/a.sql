create table par(id serial);
create table ch(id integer) inherits (par);
