create table a(id int); create table b(y int, constraint b_y_check check (y>1)); create table c() inherits (b); create table d(id int not null) inherits (a,c);
