create schema s2;
create table s2.acc (id int primary key, email text, n int);
create table snap (id int, a s2.acc);
