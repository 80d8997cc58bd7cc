create table p (id int, a text not null);
create table c (id int, a text not null, b int);
insert into c values (1,'x',2);
