create table t (a int, constraint d1 check (a > 0), constraint c2 check (a > 0));
create table u () inherits (t);
