create table p (b bit(8) default B'10101010');
create table c (x int) inherits (p);
create table t (a bit(8), "B" bit(4)[], c bit(1));
create index on t (a);
insert into p values (B'11110000');
insert into c values (B'00001111', 1);
insert into t values (B'10101010', array[B'1010'], B'1');
