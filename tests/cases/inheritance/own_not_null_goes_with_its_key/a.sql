create table b (x integer not null);
create table d () inherits (b);
