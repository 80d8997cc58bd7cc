create table p (b bit(16) default B'1010101000000000');
create table c (x int) inherits (p);
create table t (a bit(16), "B" bit(8)[], c bit(2));
create index on t (a);
