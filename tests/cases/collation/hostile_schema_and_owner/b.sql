create schema "s;.";
create collation "s;."."c ""x" (locale = 'C');
create table t (x text collate "s;."."c ""x");
alter collation "s;."."c ""x" owner to alice;
