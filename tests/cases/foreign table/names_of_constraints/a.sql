create foreign data wrapper w;
create server s foreign data wrapper w;
create foreign table f (a int constraint x not null, b int, constraint "is one" check (a > 0)) server s;
