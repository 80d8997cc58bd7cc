create table par(id int); create table kid(age int) inherits (par);
