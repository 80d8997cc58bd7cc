create table thing (a int);
