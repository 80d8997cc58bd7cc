create table a ();
create table c () inherits (a);
create table d () inherits (c);
