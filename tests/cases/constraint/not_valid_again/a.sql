create table p (a int, constraint c1 check (a > 0) no inherit, constraint c2 check (a < 10)); create table t () inherits (p);
