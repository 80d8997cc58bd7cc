create table p (id int not null unique, u int primary key);
create table c (p int references p (id));
create view v as select id, u from p group by u, id;
