create table i1 (b text); create table i2 (b text); create table i3 (b text);
