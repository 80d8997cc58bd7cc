create collation c (provider = builtin, locale = 'C');
create table t (a text collate c);
