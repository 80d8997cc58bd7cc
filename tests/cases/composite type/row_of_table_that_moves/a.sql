create schema s2;
create table acc (id int primary key, email text);
create table snap (id int, a acc);
insert into snap values (1, row(1,'e'));
