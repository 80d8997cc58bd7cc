create table child (a int, b int);
