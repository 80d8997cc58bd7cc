create table p (e int);
create table d () inherits (p);
create table d2 () inherits (d);
create table f (x int, de d, d2s d2[]);

create table q (e int);
create table dq () inherits (q);
create table fq (de dq);

create table r (e int, k int) partition by range (k);
create table dr partition of r for values from (1) to (2);
create table fr (de dr);
insert into p values (1);
