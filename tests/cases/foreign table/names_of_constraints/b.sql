create foreign data wrapper w;
create server s foreign data wrapper w;
create foreign table f (a int constraint y not null, b int constraint z not null, constraint "is another" check (a > 0)) server s;
