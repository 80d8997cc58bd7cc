create table r (id int);
