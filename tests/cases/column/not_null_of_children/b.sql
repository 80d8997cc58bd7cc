create table base (a int, b int constraint b_set not null, c int constraint told not null);
create table child (d int) inherits (base);
create table far () inherits (child);
