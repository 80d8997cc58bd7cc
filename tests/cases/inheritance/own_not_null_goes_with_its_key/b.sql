create table b (x integer default 1);
create table d () inherits (b);
alter table d add primary key (x);
