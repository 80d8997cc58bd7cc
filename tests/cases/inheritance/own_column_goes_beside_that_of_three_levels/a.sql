create table a ();
create table b () inherits (a);
create table d () inherits (b);
