create table par(id int, age int check (age>0)); create table kid() inherits (par);
