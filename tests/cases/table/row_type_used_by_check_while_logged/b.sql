create table t (a int);
create table u (r t default row(1), constraint k check ((r).a > 0));
