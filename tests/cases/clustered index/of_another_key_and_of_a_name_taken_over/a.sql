create table t (a int, b int, constraint k primary key (a));
alter table t cluster on k;
create table u (a int not null, b int not null, constraint uk unique (a));
alter table u cluster on uk;
alter table u replica identity using index uk;
