create table i1 (b int); create table i2 (b int); create table i3 () inherits (i1, i2);
