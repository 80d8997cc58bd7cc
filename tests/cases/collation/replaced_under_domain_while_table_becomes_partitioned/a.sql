create collation c1 (provider=libc, locale='C'); create domain d as text collate c1; create table t(a d, b int); insert into t values ('x',1);
