create foreign data wrapper w;
create server s foreign data wrapper w;
create table p (id int not null, name text default 'x', check (id > 0)) partition by range (id);
create table p1 partition of p for values from (0) to (10);
