create table i1 (b bigint); create table i2 (b smallint); create table i3 () inherits (i1);
