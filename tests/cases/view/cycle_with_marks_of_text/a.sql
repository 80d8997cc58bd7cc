create table tree (id int, p int);
