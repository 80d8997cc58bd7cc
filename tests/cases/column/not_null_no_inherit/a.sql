create table t (a int not null no inherit, b int not null, c int);
create table u (z int) inherits (t);
