create table p (e bigint);
create table d () inherits (p);
create table d2 () inherits (d);
create table f (x int, de d, d2s d2[]);

create table q (e int, x int not null default 3);
create table dq () inherits (q);
create table fq (de dq);

create table r (e bigint, k int, g int generated always as (k + 1) stored) partition by range (k);
create table dr partition of r for values from (1) to (2);
create table fr (de dr);
