create table t (id serial);
create table u (id int);
