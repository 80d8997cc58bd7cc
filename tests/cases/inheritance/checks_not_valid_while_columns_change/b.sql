create table a (y text);
create table b (x integer, y text) inherits (a);
alter table b add constraint k check (x is not null) not valid;
insert into b (x, y) values (1, '2');

create table c (x integer);
create table d () inherits (c);
alter table c add constraint k check (x is not null) not valid;

create table p (k integer, x integer) partition by list (k);
create table p_1 partition of p for values in (1);
create table p_2 (x integer, k integer);
alter table p attach partition p_2 for values in (2);
alter table p add constraint k check (x <> 7) not valid;
create table top (y integer default 1);
create table middle () inherits (top);
create table bottom (x integer) inherits (middle);
alter table top add constraint still check (y <> 7) not valid;
