create table t (a int not null, b int constraint bb not null no inherit, c int not null no inherit);
create table u (z int) inherits (t);
