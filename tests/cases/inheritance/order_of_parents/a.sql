create table p1 (a int, constraint positive check (a > 0));
create table p2 (b int not null, g int generated always as (1) stored);
create table p3 (c text);
create table t (own int) inherits (p1, p2, p3);
create table moved () inherits (p1, p2);
create table loses_first () inherits (p1, p2, p3);
insert into t (a, b) values (1, 1);
