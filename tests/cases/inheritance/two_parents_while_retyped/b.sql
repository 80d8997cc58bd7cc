create table i1 (b varchar); create table i2 (b varchar); create table i3 () inherits (i1, i2);
