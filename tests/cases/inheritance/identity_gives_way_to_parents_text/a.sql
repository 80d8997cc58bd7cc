create table a (x text not null);
create table b () inherits (a);
