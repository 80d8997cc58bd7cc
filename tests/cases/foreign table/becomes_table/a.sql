create foreign data wrapper w;
create server s foreign data wrapper w;
create foreign table t (id int not null, name text default 'x') server s;
