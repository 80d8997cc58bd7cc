create table p (a int, constraint c check (a > 0), constraint shared check (a < 9));
create table t (b int, constraint d check (b > 0)) inherits (p);
create table u (constraint shared check (a < 9)) inherits (p);
create table attached (a int, constraint c check (a > 0), constraint shared check (a < 9));
insert into t values (1, 1);
