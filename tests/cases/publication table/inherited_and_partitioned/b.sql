create table parent (id int);
create table child () inherits (parent);
create table part (id int) partition by list (id);
create table part1 partition of part for values in (1);
create publication p for table parent, part1;
