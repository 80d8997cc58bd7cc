create table p (id int, a text not null);
create table c (b int) inherits (p);
