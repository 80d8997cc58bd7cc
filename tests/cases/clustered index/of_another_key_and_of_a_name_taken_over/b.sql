-- A table has one primary key, and marks remember an index under whatever name.
create table t (a int, b int, constraint l primary key (b));
alter table t cluster on l;
create table u (a int not null, b int not null, constraint ul unique (a));
create unique index uk on u (b);
alter table u cluster on uk;
alter table u replica identity using index uk;
