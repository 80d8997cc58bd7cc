create collation c1 (provider=libc, locale='C'); create table t(a text collate c1, b int, c text[] collate c1); insert into t values ('x',1,'{a}');
