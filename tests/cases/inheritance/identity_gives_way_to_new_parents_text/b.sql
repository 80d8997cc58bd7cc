create table b (x text default 1, constraint said check (x is not null));
create table d (x text, z integer default 1 not null) inherits (b);
