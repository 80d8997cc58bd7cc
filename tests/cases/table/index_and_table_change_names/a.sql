create table a (x int);
create index b on a (x);
