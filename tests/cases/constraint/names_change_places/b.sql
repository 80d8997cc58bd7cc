create table a (x int, y int, constraint one unique (y), constraint two unique (x));
