create table p1 (a bigint, c int);
