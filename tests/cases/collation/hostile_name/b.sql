create schema "S;--";
create collation "S;--"."C ""x.y" (locale = 'C');
create table t (a text collate "S;--"."C ""x.y");
