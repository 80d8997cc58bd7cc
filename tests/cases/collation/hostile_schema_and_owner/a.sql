create schema "s;.";
create collation "s;."."c ""x" (lc_collate = 'C', lc_ctype = 'POSIX');
create table t (x text collate "s;."."c ""x");
comment on collation "s;."."c ""x" is '''';
