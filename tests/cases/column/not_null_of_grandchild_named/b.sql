create table p (a int, b int constraint pn not null);
create table k () inherits (p);
create table g (constraint gn not null b, constraint ga not null a) inherits (k);
