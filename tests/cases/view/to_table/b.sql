create table src (id int);
create table v (id int);
grant select on v to bob;
