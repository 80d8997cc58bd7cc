create table p(k int, g int) ;
create table p1 () inherits(p);
create table p2(g int) inherits(p);
