create table base (a int not null, b int, c int constraint said not null);
create table child (d int not null) inherits (base);
create table far () inherits (child);
