create table p (a int, constraint d2 check (a > 1) no inherit, constraint e check (a > -1), constraint shared check (a < 9));
create table t (b int, constraint c check (a > 0), constraint d check (b > 0)) inherits (p);
create table u (constraint shared check (a < 9), constraint e check (a > -1)) inherits (p);
create table attached (a int) inherits (p);
insert into t values (1, 1);
