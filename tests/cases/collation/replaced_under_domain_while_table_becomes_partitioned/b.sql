create collation c1 (provider=libc, locale='POSIX'); create domain d as text collate c1; create table t(a d, b int) partition by list(b);create table t1 partition of t for values in (1);
insert into t values ('x', 1);
