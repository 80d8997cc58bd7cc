create collation c1 (provider=libc, locale='POSIX'); create table t(a text collate c1, b int, c text[] collate c1) partition by list(b); create table t1 partition of t for values in (1);
insert into t values ('x', 1, '{a}');
