create table p(k int, g int generated always as (k*2) stored) ;
create table p1 () inherits(p);
create table p2(g int generated always as (k*3) stored) inherits(p);
insert into p1 values (1);
insert into p2 values (1);
