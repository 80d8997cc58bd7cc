create foreign data wrapper w;
create server s foreign data wrapper w;
create table parent (id int not null, name text default 'x', check (id > 0));
create foreign table child (extra int) inherits (parent) server s options (a 'b');
